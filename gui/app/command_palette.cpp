#include "app/command_palette.h"

#include "app/main_window.h"

#include <QKeyEvent>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

namespace lightcl {

CommandPalette::CommandPalette(MainWindow& window)
    : QDialog(&window), line_(new QLineEdit(this)), list_(new QListWidget(this)), help_(new QLabel(this)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("All commands"));
    commands_ = commandsOf(window, [&window](QWidget& dock) { window.raiseDock(qobject_cast<QDockWidget*>(&dock)); });
    line_->setPlaceholderText(tr("Type what you want to do: words of its name, or of what it is for"));
    line_->setAccessibleName(tr("Search commands"));
    line_->setToolTip(tr("Every word must occur, in any order; ↑ and ↓ choose, Enter does it"));
    line_->setClearButtonEnabled(true);
    line_->installEventFilter(this);
    list_->setAccessibleName(tr("Commands found"));
    list_->setToolTip(tr("Double click, or Enter, does it; greyed ones do not apply now"));
    list_->setUniformItemSizes(true);
    list_->setAlternatingRowColors(true);
    help_->setWordWrap(true);
    help_->setMinimumHeight(2 * help_->fontMetrics().lineSpacing());
    help_->setAlignment(Qt::AlignTop);
    auto* column = new QVBoxLayout(this);
    column->addWidget(line_);
    column->addWidget(list_, 1);
    column->addWidget(help_);
    connect(line_, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(list_, &QListWidget::itemActivated, this, &CommandPalette::runCurrent);
    connect(list_, &QListWidget::currentRowChanged, this, [this](int row) {
        help_->setText(row < 0 ? tr("No command has all of these words.")
                               : commands_[list_->item(row)->data(Qt::UserRole).toULongLong()].help);
    });
    fill({});
    resize(std::min(560, window.width() - 40), std::min(420, window.height() - 60));
}

void CommandPalette::fill(const QString& words) {
    list_->clear();
    for (const std::size_t index : matchingCommands(commands_, words)) {
        const Command& command = commands_[index];
        auto* item = new QListWidgetItem(
            command.keys.isEmpty() ? command.title : QStringLiteral("%1    %2").arg(command.title, command.keys),
            list_);
        item->setData(Qt::UserRole, QVariant::fromValue<qulonglong>(index));
        item->setToolTip(command.help);
        if (!command.enabled) item->setForeground(palette().color(QPalette::Disabled, QPalette::Text));
    }
    list_->setCurrentRow(list_->count() > 0 ? 0 : -1);
    if (list_->count() == 0) help_->setText(tr("No command has all of these words."));
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (watched != line_ || event->type() != QEvent::KeyPress) return QDialog::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const int page = std::max(1, list_->height() / std::max(1, list_->sizeHintForRow(0)) - 1);
    const auto move = [this](int by) {
        list_->setCurrentRow(std::clamp(list_->currentRow() + by, 0, std::max(0, list_->count() - 1)));
        return true;
    };
    switch (key->key()) {
    case Qt::Key_Up:
        return move(-1);
    case Qt::Key_Down:
        return move(1);
    case Qt::Key_PageUp:
        return move(-page);
    case Qt::Key_PageDown:
        return move(page);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        runCurrent();
        return true;
    default:
        return QDialog::eventFilter(watched, event);
    }
}

void CommandPalette::runCurrent() {
    const auto* item = list_->currentItem();
    if (item == nullptr) return;
    const Command& command = commands_[item->data(Qt::UserRole).toULongLong()];
    if (!command.enabled) return help_->setText(tr("That does not apply now. %1").arg(command.help));
    // From the event loop, once this dialog is gone: the command may open one of its own.
    QTimer::singleShot(0, parentWidget(), command.run);
    accept();
}

} // namespace lightcl
