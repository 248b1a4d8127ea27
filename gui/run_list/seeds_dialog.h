#pragma once

#include <QDialog>
#include <QString>
#include <cstdint>
#include <functional>
#include <vector>

#include "running/more_seeds.h"

class QLabel;
class QPushButton;
class QSpinBox;

namespace lightcl {

class ErrorLabel;

/// RunSeeds that one method and setting is to get.
struct SeedWish {
    QString label;
    RunId like = 0; ///< a run of it
    RunSeeds seeds;
};

/// Asks how many more seeds some settings shall be trained with, says which, and queues them.
class SeedsDialog : public QDialog {
    Q_OBJECT
public:
    /// What so many more seeds mean.
    using Plan = std::function<std::vector<SeedWish>(int count)>;
    /// Queues it, and starts it if that is wished. Throws Error.
    using Queue = std::function<void(const std::vector<SeedWish>& wishes, bool start)>;

    /// `note`: what is left out, and why.
    SeedsDialog(Plan plan, Queue queue, int count, const QString& note, QWidget* parent);

private:
    void showPlan();
    void finish(bool start);

    Plan plan_;
    Queue queue_;
    QSpinBox* count_;
    QLabel* wishes_;
    ErrorLabel* problem_;
    QPushButton* add_;
    QPushButton* addAndStart_;
};

} // namespace lightcl
