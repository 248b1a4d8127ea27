#include "moment/moment_bar.h"

#include "moment/moment_slider.h"

#include <QAction>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>

namespace lightcl {

MomentBar::MomentBar(RunMoment& moment, QWidget* parent)
    : QToolBar(tr("Moment bar"), parent), moment_(&moment),
      back_(makeCommand(tr("Moment &back"), QStringLiteral("◀"), Qt::ALT | Qt::Key_Left,
                        tr("Show all panels one tested epoch earlier in the run"))),
      play_(makeCommand(tr("&Play the run's moments"), tr("Play"), Qt::CTRL | Qt::SHIFT | Qt::Key_P,
                        tr("Go through the run's moments one after another; again to stop"))),
      on_(makeCommand(tr("Moment &on"), QStringLiteral("▶"), Qt::ALT | Qt::Key_Right,
                      tr("Show all panels one tested epoch later in the run"))),
      slider_(new MomentSlider(this)), words_(new QLabel(this)) {
    setObjectName(QStringLiteral("moment"));
    setMovable(false);
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    play_->setCheckable(true);
    slider_->slider()->setAccessibleName(tr("Moment of the run"));
    slider_->slider()->setToolTip(tr("The moment of the current run that all panels show: left and right go a tested "
                                     "epoch back and on, Home and End to the first and last one. A click on a curve, a "
                                     "row of the accuracy matrix or a cell of the heatmap goes there, too."));
    words_->setAlignment(Qt::AlignCenter);
    addActions({back_, play_, on_});
    addWidget(slider_);
    addWidget(words_);
    connect(back_, &QAction::triggered, moment_, [this] { moment_->step(-1); });
    connect(on_, &QAction::triggered, moment_, [this] { moment_->step(1); });
    connect(play_, &QAction::toggled, moment_, &RunMoment::play);
    connect(moment_, &RunMoment::played, this, [this] { play_->setChecked(moment_->plays()); });
    connect(moment_, &RunMoment::changed, this, &MomentBar::refresh);
    connect(slider_->slider(), &QSlider::valueChanged, this,
            [this](int place) { moment_->choose(moment_->moments().at(static_cast<std::size_t>(place))); });
    refresh();
}

QAction* MomentBar::makeCommand(const QString& text, const QString& icon, const QKeySequence& keys,
                                const QString& help) {
    auto* command = new QAction(text, this);
    command->setIconText(icon);
    command->setShortcut(keys);
    command->setToolTip(tr("%1 (%2)").arg(help, keys.toString(QKeySequence::NativeText)));
    command->setStatusTip(help);
    return command;
}

void MomentBar::refresh() {
    const QSignalBlocker quiet(slider_->slider());
    slider_->setMoments(moment_->moments());
    const auto place = moment_->place();
    if (place) slider_->slider()->setValue(static_cast<int>(*place));
    words_->setText(place ? moment_->words() : tr("no moment yet"));
    const QString widest = moment_->longestWords();
    words_->setMinimumWidth(words_->fontMetrics().horizontalAdvance(widest.isEmpty() ? words_->text() : widest) + 16);
    const bool several = moment_->moments().size() > 1;
    play_->setEnabled(several);
    back_->setEnabled(several && place > 0U);
    on_->setEnabled(several && *place + 1 < moment_->moments().size());
}

} // namespace lightcl
