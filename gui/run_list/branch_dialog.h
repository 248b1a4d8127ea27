#pragma once

#include "designer/parameter_editor.h"
#include "running/branch_choices.h"
#include "widgets/error_label.h"

#include <QComboBox>
#include <QDialog>
#include <QFormLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTimer>
#include <functional>
#include <optional>

namespace lightcl {

/// "Run from here": after which task a run is gone on with, and what of it is another. What such a branch is predicted
/// to need stands beside what the run needs, and what cannot be at its place. Closes and deletes itself.
class BranchDialog : public QDialog {
    Q_OBJECT
public:
    /// Queues a branch of these changes, and starts it. Throws Error.
    using Queue = std::function<void(int task, const std::vector<Override>& changes, bool start)>;

    /// `parent` is the run of `choices`; of one that cannot be gone on with the reason is said, and nothing else.
    BranchDialog(BranchChoices choices, RunSummary parent, Queue queue, QWidget* window);
    /// Goes on from that task's end, if that can be; else the choice stays: the last that can.
    void chooseTask(int task);

private:
    void addForm(QVBoxLayout* column);
    void addTasksAndMethods();
    void addSettings();
    void addFooter(QVBoxLayout* column);
    void takeMethod();
    void fillFreezeLine();
    void fillKeptSamples(const RunSpec& before);
    [[nodiscard]] int task() const;
    [[nodiscard]] std::string method() const;
    [[nodiscard]] std::string methodKey(const std::string& key) const;
    /// What differs from the run as it would go on; nothing where a field holds no value that can be.
    std::optional<std::vector<Override>> changes();
    bool predict();
    void showMemory(const PreparedMethod& branch);
    void clearErrors();
    void showError(const InputError& error);
    void queue(bool start);

    BranchChoices choices_;
    RunSummary parent_;
    Queue queue_;
    PreparedMethod parents_; ///< what the run itself needs
    RunSpec base_;           ///< the branch with the chosen method and no other change
    QFormLayout* form_ = nullptr;
    QComboBox* task_ = nullptr;
    QComboBox* method_ = nullptr;
    ErrorLabel* methodError_ = nullptr;
    QWidget* freezeRow_ = nullptr;
    QComboBox* freeze_ = nullptr;
    ErrorLabel* freezeError_ = nullptr;
    ParameterEditor* samples_ = nullptr; ///< of the method's buffer; a method without has none
    std::vector<ParameterEditor*> training_;
    QPlainTextEdit* lines_ = nullptr;
    ErrorLabel* linesError_ = nullptr;
    QLabel* memory_ = nullptr;
    ErrorLabel* problem_ = nullptr;
    std::vector<QPushButton*> go_;
    QTimer soon_;
};

} // namespace lightcl
