#pragma once

#include "figures/moment.h"
#include "reading/run_data.h"

#include <QObject>
#include <QTimer>
#include <optional>

namespace lightcl {

/// The moment of the current run that every panel shows. Until one is chosen it is the last, and goes on with the run;
/// one that was chosen stays when another run becomes the current one, so that runs can be held against each other.
class RunMoment : public QObject {
    Q_OBJECT
public:
    explicit RunMoment(QObject* parent = nullptr);

    void showRun(const RunDataPtr& run); ///< null: none
    /// Goes to the moment, or to the last one before it.
    void choose(RunPosition moment);
    /// Goes so many moments on, or back, at most to the last and the first.
    void step(int by);
    /// Goes through the moments one after another, from the first when the last is shown, and stops at the last.
    void play(bool plays);

    [[nodiscard]] std::optional<Moment> moment() const;
    /// Of the current run, in order.
    [[nodiscard]] const std::vector<RunPosition>& moments() const { return moments_; }
    /// Of the moment among them.
    [[nodiscard]] std::optional<std::size_t> place() const { return place_; }
    [[nodiscard]] bool plays() const { return timer_.isActive(); }
    /// "task 3, epoch 2 of 5"; empty without a moment.
    [[nodiscard]] QString words() const;
    /// The longest that words() may become with this run.
    [[nodiscard]] QString longestWords() const;

signals:
    void changed(); ///< moment() or moments()
    void played();  ///< plays() is another now

private:
    void goTo(std::size_t place);

    std::vector<RunPosition> moments_;
    std::optional<std::size_t> place_;
    int epochs_ = 1;
    bool follows_ = true; ///< the last moment
    QTimer timer_;
};

} // namespace lightcl
