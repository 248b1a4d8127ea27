#include "run_list/filter_edit.h"

#include "widgets/error_color.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QCoreApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QStandardItemModel>
#include <QTextCharFormat>
#include <algorithm>
#include <utility>

namespace lightcl {

namespace {

constexpr int kTextRole = Qt::UserRole + 1;
constexpr std::size_t kTypedBeforeOffer = 2; ///< of a first word, which may well be none of an expression

/// Tab takes what is chosen in the list, as Enter does: left to itself it would go on to the next control.
class TabAsEnter : public QObject {
public:
    using QObject::QObject;
    bool eventFilter(QObject* list, QEvent* event) override {
        if (event->type() != QEvent::KeyPress || static_cast<QKeyEvent*>(event)->key() != Qt::Key_Tab) return false;
        QKeyEvent enter(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier);
        QCoreApplication::sendEvent(list, &enter);
        return true;
    }
};

} // namespace

FilterEdit::FilterEdit(Complete complete, QWidget* parent)
    : QLineEdit(parent), complete_(std::move(complete)), suggestions_(new QStandardItemModel(this)),
      completer_(new QCompleter(suggestions_, this)) {
    // Not the line's own completer, which would put a suggestion in the place of the whole text.
    completer_->setWidget(this);
    completer_->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    completer_->setMaxVisibleItems(12);
    completer_->popup()->setAccessibleName(tr("What may stand here"));
    completer_->popup()->installEventFilter(new TabAsEnter(this));
    connect(completer_, qOverload<const QModelIndex&>(&QCompleter::activated), this, &FilterEdit::take);
    connect(this, &QLineEdit::textEdited, this, [this] { offer(false); });
}

std::size_t FilterEdit::cursorInBytes() const {
    return static_cast<std::size_t>(text().left(cursorPosition()).toUtf8().size());
}

void FilterEdit::offer(bool asked) {
    offered_ = complete_(text().toStdString(), cursorInBytes());
    const std::size_t typed = cursorInBytes() - offered_.begin;
    const bool fits = asked || typed >= kTypedBeforeOffer || offered_.begin > 0;
    suggestions_->clear();
    if (!fits || offered_.suggestions.empty() || (text().isEmpty() && !asked)) return completer_->popup()->hide();
    for (const auto& suggestion : offered_.suggestions) {
        const QString words = QString::fromStdString(suggestion.text);
        const QString help = QString::fromStdString(suggestion.help);
        auto* item = new QStandardItem(help.isEmpty() ? words : tr("%1   %2").arg(words, help));
        item->setData(words, kTextRole);
        item->setToolTip(help);
        suggestions_->appendRow(item);
    }
    QRect place = cursorRect();
    place.setWidth(std::max(width() * 2 / 3, 40 * fontMetrics().averageCharWidth()));
    completer_->complete(place);
    // Tab and Enter take the first, unless what stands there may be meant.
    const bool takesFirst = typed > 0 && !offered_.isWhole;
    completer_->popup()->setCurrentIndex(takesFirst ? completer_->completionModel()->index(0, 0) : QModelIndex());
}

void FilterEdit::take(const QModelIndex& suggestion) {
    const QByteArray before = text().toUtf8();
    const auto begin = static_cast<qsizetype>(offered_.begin);
    QString front = QString::fromUtf8(before.left(begin)) + suggestion.data(kTextRole).toString();
    QString rest = QString::fromUtf8(before.mid(static_cast<qsizetype>(offered_.end)));
    if (!rest.startsWith(QLatin1Char(' '))) front += QLatin1Char(' ');
    setText(front + rest);
    setCursorPosition(static_cast<int>(front.size()));
    offer(false);
}

void FilterEdit::markFrom(std::size_t column) {
    QList<QInputMethodEvent::Attribute> marks;
    if (column > 0) {
        const auto from = QString::fromUtf8(text().toUtf8().left(static_cast<qsizetype>(column) - 1)).size();
        QTextCharFormat wave;
        wave.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        wave.setUnderlineColor(errorColor(palette()));
        marks << QInputMethodEvent::Attribute(QInputMethodEvent::TextFormat, static_cast<int>(from) - cursorPosition(),
                                              static_cast<int>(text().size() - from), wave);
    }
    QInputMethodEvent event(QString(), marks);
    QCoreApplication::sendEvent(this, &event);
}

void FilterEdit::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier) return offer(true);
    if (event->key() == Qt::Key_Down && event->modifiers() == Qt::ControlModifier) {
        emit menuWanted();
        return event->accept();
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace lightcl
