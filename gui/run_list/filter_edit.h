#pragma once

#include "compare/filter_completion.h"

#include <QLineEdit>
#include <functional>

class QCompleter;
class QStandardItemModel;

namespace lightcl {

/// A line for words or an expression. What may stand at the cursor is offered in a list as an expression is typed, or
/// when Ctrl+Space asks for it; Down chooses, Enter or Tab takes it, Esc closes the list.
class FilterEdit : public QLineEdit {
    Q_OBJECT
public:
    using Complete = std::function<FilterCompletion(const std::string& expression, std::size_t cursor)>;

    explicit FilterEdit(Complete complete, QWidget* parent = nullptr);

    /// Underlines the text from this column on (bytes from 1); 0: nothing.
    void markFrom(std::size_t column);
    [[nodiscard]] QCompleter& completer() const { return *completer_; }

signals:
    /// Ctrl+Down: what stands beside the line is wanted.
    void menuWanted();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void offer(bool asked);
    void take(const QModelIndex& suggestion);
    [[nodiscard]] std::size_t cursorInBytes() const;

    Complete complete_;
    QStandardItemModel* suggestions_;
    QCompleter* completer_;
    FilterCompletion offered_;
};

} // namespace lightcl
