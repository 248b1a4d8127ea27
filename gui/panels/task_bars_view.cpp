#include "panels/task_bars_view.h"

#include "plots/plot_frame.h"
#include "plots/task_bars_plot.h"

#include <QVBoxLayout>
#include <utility>

namespace lightcl {

TaskBarsView::TaskBarsView(QString unit, QWidget* parent)
    : QWidget(parent), unit_(std::move(unit)), plot_(new TaskBarsPlot), frame_(new PlotFrame(plot_, this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(frame_);
    frame_->setCsvSource([this] { return plot_->bars().toTable(); });
    connect(plot_, &TaskBarsPlot::placeChanged, this, &TaskBarsView::showReadout);
}

void TaskBarsView::showBars(TaskBars bars, const QString& title, const QString& fileStem) {
    frame_->setTitle(title);
    frame_->setFileStem(fileStem);
    plot_->show(std::move(bars));
    showReadout();
}

void TaskBarsView::showReadout() {
    const auto place = plot_->currentPlace();
    const auto& bars = plot_->bars();
    plot_->setToolTip({});
    if (!place || place->series >= bars.series.size()) {
        const auto levels = [&] {
            QStringList texts;
            for (const auto& series : bars.series)
                for (const auto& [name, level] : series.levels)
                    texts << tr("%1 %2 %3%4")
                                 .arg(QString::fromStdString(series.name), QString::fromStdString(name))
                                 .arg(level, 0, 'f', 1)
                                 .arg(unit_);
            return texts.join(QStringLiteral(", "));
        };
        return frame_->setReadout(bars.empty() ? QString() : levels());
    }
    const auto& series = bars.series[place->series];
    const auto bar = series.bar(place->task);
    auto text = tr("%1, task %2: ").arg(QString::fromStdString(series.name)).arg(place->task);
    text += bar ? tr("%1%2").arg(bar->mean, 0, 'f', 2).arg(unit_) : tr("not defined or not measured");
    if (bar && bar->sd) text += tr(", sd %1 over %2 runs").arg(*bar->sd, 0, 'f', 2).arg(bar->count);
    frame_->setReadout(text);
    plot_->setToolTip(text);
}

} // namespace lightcl
