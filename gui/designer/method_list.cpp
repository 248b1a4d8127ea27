#include "designer/method_list.h"

#include <QMenu>
#include <QPushButton>
#include <algorithm>
#include <map>

namespace lightcl {

MethodList::MethodList(QWidget* parent) : QWidget(parent), column_(new QVBoxLayout(this)) {
    auto* add = new QPushButton(tr("Add &method"), this);
    add->setToolTip(tr("Train one more method, or one of these with other settings, with every seed"));
    auto* menu = new QMenu(add);
    menu->setToolTipsVisible(true);
    for (const MethodInfo& info : catalog().methods()) {
        QAction* action = menu->addAction(QString::fromStdString(info.title));
        action->setToolTip(QString::fromStdString(info.help));
        connect(action, &QAction::triggered, this, [this, name = info.name] { addMethod(name); });
    }
    add->setMenu(menu);
    column_->setContentsMargins(0, 0, 0, 0);
    column_->addWidget(add, 0, Qt::AlignLeft);
}

std::optional<std::vector<MethodSpec>> MethodList::methods() {
    std::vector<MethodSpec> result;
    bool good = true;
    for (MethodCard* card : cards_) {
        if (auto spec = card->spec()) {
            result.push_back(std::move(*spec));
        } else {
            good = false;
        }
    }
    return good ? std::optional(result) : std::nullopt;
}

void MethodList::setMethods(const std::vector<MethodSpec>& methods) {
    while (!cards_.empty()) remove(cards_.back());
    for (const MethodSpec& method : methods) insert(cards_.size(), method);
}

void MethodList::addMethod(const std::string& name) {
    const MethodInfo* info = catalog().method(name);
    if (info == nullptr) return;
    MethodSpec method{name, {}, {}};
    for (const ParameterInfo& parameter : info->parameters)
        method.parameters.set(parameter.name, parameter.defaultValue);
    insert(cards_.size(), method);
    emit changed();
}

void MethodList::insert(std::size_t index, const MethodSpec& method) {
    auto* card = new MethodCard(method, this);
    cards_.insert(cards_.begin() + static_cast<std::ptrdiff_t>(index), card);
    column_->insertWidget(static_cast<int>(index), card);
    nameCards();
    connect(card, &MethodCard::changed, this, &MethodList::changed);
    connect(card, &MethodCard::focused, this, &MethodList::focused);
    connect(card, &MethodCard::duplicateRequested, this, [this, card] { duplicate(card); });
    connect(card, &MethodCard::removeRequested, this, [this, card] {
        remove(card);
        emit changed();
    });
}

void MethodList::remove(MethodCard* card) {
    std::erase(cards_, card);
    column_->removeWidget(card);
    card->hide();
    card->setAccessibleName({});
    card->deleteLater();
    nameCards();
}

void MethodList::nameCards() {
    std::map<std::string, int> count;
    for (MethodCard* card : cards_) {
        const QString title = QString::fromStdString(catalog().method(card->method())->title);
        const int number = ++count[card->method()];
        card->setAccessibleName(number == 1 ? title : tr("%1, number %2").arg(title).arg(number));
    }
}

void MethodList::duplicate(MethodCard* card) {
    const auto spec = card->spec();
    if (!spec) return;
    const auto at = std::ranges::find(cards_, card);
    insert(static_cast<std::size_t>(at - cards_.begin()) + 1, *spec);
    emit changed();
}

void MethodList::clearErrors() {
    for (MethodCard* card : cards_) card->clearErrors();
}

} // namespace lightcl
