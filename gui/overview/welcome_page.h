#pragma once

#include "widgets/error_label.h"

#include <QPushButton>
#include <QWidget>

namespace lightcl {

/// What a window without runs shows: what the workbench is, and four ways to begin.
class WelcomePage : public QWidget {
    Q_OBJECT
public:
    explicit WelcomePage(QWidget* parent = nullptr);

    /// Why the quick start could not begin; empty: nothing is wrong.
    void showProblem(const QString& problem) { problem_->showMessage(problem); }
    [[nodiscard]] QString problem() const { return problem_->text(); }
    /// Whether there is a database to keep runs in.
    void setCanRun(bool canRun) { quickStart_->setEnabled(canRun); }

    [[nodiscard]] QPushButton* quickStart() const { return quickStart_; }
    [[nodiscard]] QPushButton* sample() const { return sample_; }
    [[nodiscard]] QPushButton* database() const { return database_; }
    [[nodiscard]] QPushButton* tour() const { return tour_; }

signals:
    void quickStartRequested();
    void sampleRequested();
    void openDatabaseRequested();
    void tourRequested();

private:
    QPushButton* quickStart_;
    QPushButton* sample_;
    QPushButton* database_;
    QPushButton* tour_;
    ErrorLabel* problem_;
};

} // namespace lightcl
