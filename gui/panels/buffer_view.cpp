#include "panels/buffer_view.h"

#include "figures/run_table.h"
#include "plots/image_wall_plot.h"
#include "plots/plot_frame.h"
#include "plots/run_label.h"

#include <QVBoxLayout>
#include <utility>

namespace lightcl {

namespace {

/// Grey of one channel, colours of three; of any other number the first alone.
QImage pictureOf(const BufferImages& images, std::size_t index) {
    const auto planes = images.image(index);
    const auto height = static_cast<int>(images.height);
    const auto width = static_cast<int>(images.width);
    const auto area = static_cast<std::size_t>(height) * static_cast<std::size_t>(width);
    const bool colored = images.channels == 3;
    QImage picture(width, height, QImage::Format_RGB32);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const auto at = static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x);
            const auto value = [&](std::size_t plane) { return planes[(colored ? plane * area : 0) + at]; };
            picture.setPixel(x, y, qRgb(value(0), value(1), value(2)));
        }
    return picture;
}

} // namespace

BufferView::BufferView(QWidget* parent)
    : QWidget(parent), plot_(new ImageWallPlot), frame_(new PlotFrame(plot_, this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(frame_);
    frame_->setCsvSource(
        [this] { return run_ && state_ ? tableOfRun(run_->summary, bufferTable(*state_, classes_)) : Table{}; });
    connect(plot_, &ImageWallPlot::placeChanged, this, &BufferView::showReadout);
    connect(plot_, &ImageWallPlot::laidOut, this, &BufferView::showReadout);
    showNothing(nullptr, {});
}

void BufferView::show(const RunDataPtr& run, std::shared_ptr<const KeptState> state) {
    if (!state->buffer || state->buffer->count() == 0) {
        const QString why = state->storedActivations > 0
                                ? tr("%1 keeps %2 samples as activations: there are no images to show.")
                                      .arg(runTitle(*run))
                                      .arg(state->storedActivations)
                                : tr("%1 keeps no images after task %2.").arg(runTitle(*run)).arg(state->at.task);
        return showNothing(run, why);
    }
    run_ = run;
    state_ = std::move(state);
    classes_ = bufferClasses(*run_, *state_);
    frame_->setTitle(tr("Replay buffer after task %1: %2").arg(state_->at.task).arg(runTitle(*run_)));
    frame_->setFileStem(runFileStem(*run_) + QString("-buffer-%1").arg(state_->at.task));
    frame_->setEmptyText({});
    std::vector<ImageWallPlot::Group> groups;
    for (const BufferClass& each : classes_) {
        ImageWallPlot::Group group{QString::fromStdString(each.name), each.task, {}};
        for (const std::size_t index : each.images) group.images.push_back(pictureOf(*state_->buffer, index));
        groups.push_back(std::move(group));
    }
    plot_->show(std::move(groups));
    showReadout();
}

void BufferView::showNothing(const RunDataPtr& run, const QString& why) {
    run_ = run;
    state_.reset();
    classes_.clear();
    frame_->setTitle(run ? runTitle(*run) : tr("Replay buffer"));
    plot_->show({});
    frame_->setEmptyText(why.isEmpty() ? tr("Select a run to see what its replay buffer held after a task.") : why);
    frame_->setReadout({});
}

void BufferView::showReadout() {
    if (!state_) return;
    const auto place = plot_->currentPlace();
    if (!place) {
        auto text = QString::fromStdString(bufferSentence(classes_));
        if (const auto without = plot_->leftOut(); without > 0) text += tr("; %1 have no room here").arg(without);
        plot_->setToolTip({});
        return frame_->setReadout(text);
    }
    const auto& of = classes_.at(place->group);
    frame_->setReadout(
        tr("%1%2: image %3 of %4")
            .arg(QString::fromStdString(of.name), of.task > 0 ? tr(" (task %1)").arg(of.task) : QString())
            .arg(place->image + 1)
            .arg(of.images.size()));
    plot_->setToolTip(frame_->readout());
}

} // namespace lightcl
