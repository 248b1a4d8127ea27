#pragma once

#include "queue/queue_model.h"

#include <QLabel>
#include <QPushButton>
#include <QTableView>

namespace lightcl {

/// The runs that train and wait, each with its progress, and buttons to start and stop them.
class QueuePanel : public QWidget {
    Q_OBJECT
public:
    explicit QueuePanel(QueueModel& model, QWidget* parent = nullptr);

    /// How many runs could be resumed; without any the button is greyed out.
    void setResumable(int count);

signals:
    void startRequested(const std::vector<lightcl::RunId>& runs);
    void stopRequested(const std::vector<lightcl::RunId>& runs);
    void resumeRequested(); ///< every interrupted run

private:
    [[nodiscard]] std::vector<RunId> runsOf(RunState state, bool selectedOnly) const;
    void startAll();
    void stop();
    void update();

    QueueModel* model_;
    QTableView* view_;
    QLabel* summary_;
    QPushButton* start_;
    QPushButton* stop_;
    QPushButton* resume_;
};

} // namespace lightcl
