#pragma once

#include "app/command_list.h"

#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>

namespace lightcl {

class MainWindow;

/// A line to type words into, and below it every command of the window that has them. Enter runs the chosen one, the
/// arrows choose, Esc closes. Closes and deletes itself.
class CommandPalette : public QDialog {
    Q_OBJECT
public:
    explicit CommandPalette(MainWindow& window);

    [[nodiscard]] QListWidget* list() const { return list_; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill(const QString& words);
    void runCurrent();

    std::vector<Command> commands_;
    QLineEdit* line_;
    QListWidget* list_;
    QLabel* help_;
};

} // namespace lightcl
