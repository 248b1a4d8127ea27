#pragma once

#include "designer/cost_preview.h"
#include "designer/experiment_form.h"

class QCheckBox;
class QPushButton;

namespace lightcl {

class BudgetEdit;

/// The experiment designer: the forms, the predicted memory, and what to do with the experiment.
class DesignerPanel : public QWidget {
    Q_OBJECT
public:
    explicit DesignerPanel(QWidget* parent = nullptr);

    [[nodiscard]] ExperimentForm* form() const { return form_; }
    /// Reads a spec into the form; a file that is no good spec is told by one line in the panel, and the form stays.
    bool openFile(const QString& file);
    /// Asks for a file.
    void open();
    void save();
    /// Queues the experiment, when it is a good one.
    void queue(bool start);
    /// Edits that stood there and are in no file can be brought back by a button that then shows.
    void showExperiment(const ExperimentSpec& experiment);
    /// How fast this machine trains, as far as the open store tells.
    void setPace(MachinePace pace);
    [[nodiscard]] QPushButton* bringBackButton() const { return bringBack_; }
    /// From now on what stands in the form is kept in the settings after every edit. What was kept last is shown, if
    /// there is anything.
    void keepDraft();
    /// Keeps what stands there now, without waiting for the moment after an edit. Only after keepDraft().
    void keepEdits();
    /// The memory, in bytes, that each run may need; 0: as much as there is.
    [[nodiscard]] std::int64_t budget() const;
    [[nodiscard]] QCheckBox* budgetBox() const { return withinBudget_; }
    [[nodiscard]] BudgetEdit* budgetEdit() const { return budget_; }
    /// What a person should know of the runs beforehand (running/run_notes.h); empty: nothing.
    [[nodiscard]] QString notes() const { return notes_->text(); }
    /// The name that is proposed for saving: the last file's, or the experiment's in that folder.
    [[nodiscard]] QString proposedFile() const;
    /// Tells why the experiment was not queued, until it is checked anew.
    void showProblem(const QString& problem) { problem_->showMessage(problem); }

signals:
    /// `budget`: bytes of memory that each run may need; 0: as much as there is.
    void queueRequested(const lightcl::ExperimentSpec& experiment, bool start, qint64 budget);
    void message(const QString& text);

private:
    QWidget* footer();
    QLayout* budgetRow();
    /// Shows what is wrong, or predicts what the experiment needs; returns it when it is good.
    std::optional<ExperimentSpec> check();
    void bringBack();
    [[nodiscard]] QString draftText();
    void showNotes(const ExperimentSpec& experiment);
    bool saveTo(const QString& file, const ExperimentSpec& experiment);

    ExperimentForm* form_;
    QLabel* help_;
    CostPreview* cost_;
    ErrorLabel* problem_;
    QLabel* notes_;
    QPushButton* bringBack_;
    QCheckBox* withinBudget_;
    BudgetEdit* budget_;
    QString clean_;  ///< what was opened, saved or stood there at first
    QString former_; ///< edits that something else took the place of
    QString file_;
    QString savedName_; ///< the experiment's, when the file was opened or saved
    QTimer checkSoon_;
    bool keepsDraft_ = false;
};

} // namespace lightcl
