#pragma once

#include "moment/run_moment.h"

#include <QToolBar>

class QAction;
class QLabel;

namespace lightcl {

class MomentSlider;

/// The window's bar with the moment that all panels show: back, play and on, a slider over the run's course, and the
/// moment in words.
class MomentBar : public QToolBar {
    Q_OBJECT
public:
    MomentBar(RunMoment& moment, QWidget* parent);

    [[nodiscard]] MomentSlider* slider() const { return slider_; }
    [[nodiscard]] QLabel* words() const { return words_; }
    /// Back, play, on: for the menu as well.
    [[nodiscard]] QList<QAction*> commands() const { return {back_, play_, on_}; }

private:
    QAction* makeCommand(const QString& text, const QString& icon, const QKeySequence& keys, const QString& help);
    void refresh();

    RunMoment* moment_;
    QAction* back_;
    QAction* play_;
    QAction* on_;
    MomentSlider* slider_;
    QLabel* words_;
};

} // namespace lightcl
