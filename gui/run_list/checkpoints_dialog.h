#pragma once

#include "running/kept_checkpoints.h"
#include "widgets/error_label.h"
#include "widgets/question.h"

#include <QDialog>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <functional>

namespace lightcl {

/// The checkpoints that runs kept at their tasks' ends: task, bytes and file of each, and those that are chosen to be
/// deleted. Closes and deletes itself.
class CheckpointsDialog : public QDialog {
    Q_OBJECT
public:
    using List = std::function<std::vector<KeptOfRun>()>;                      ///< throws Error
    using Delete = std::function<std::int64_t(const std::vector<KeptOfRun>&)>; ///< as deleteKept()

    /// An empty `remove` is for looking only.
    CheckpointsDialog(List list, Delete remove, Question ask, QWidget* window);

    [[nodiscard]] QTableWidget* table() const { return table_; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override; ///< the table's Delete key

private:
    void fill();
    [[nodiscard]] std::vector<KeptOfRun> chosen() const;
    void showChosen();
    void removeChosen();

    List list_;
    Delete remove_;
    Question ask_;
    std::vector<KeptOfRun> all_;
    QTableWidget* table_;
    QLabel* summary_;
    ErrorLabel* problem_;
    QPushButton* delete_;
};

} // namespace lightcl
