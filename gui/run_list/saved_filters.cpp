#include "run_list/saved_filters.h"

#include <QInputDialog>
#include <QSettings>
#include <algorithm>

namespace lightcl {

namespace {

const QString kFilters = QStringLiteral("runTable/filters");

QAction* explained(QAction* action, const QString& help) {
    action->setToolTip(help);
    action->setStatusTip(help);
    return action;
}

/// A name as it is, though it hold what marks a menu's keys.
QString menuText(QString name) {
    return name.replace(QLatin1Char('&'), QStringLiteral("&&"));
}

} // namespace

SavedFilters::SavedFilters(QWidget* parent)
    : QToolButton(parent), menu_(new QMenu(this)), forget_(new QMenu(tr("&Delete"), this)) {
    setText(tr("Saved"));
    setPopupMode(QToolButton::InstantPopup);
    setFocusPolicy(Qt::StrongFocus);
    setMenu(menu_);
    menu_->setToolTipsVisible(true);
    forget_->setToolTipsVisible(true);
    setAccessibleName(tr("Saved filters"));
    setToolTip(tr("Save the filter by a name, choose one that was saved, or delete it; Ctrl+Down in the filter line "
                  "opens this"));
    explained(forget_->menuAction(), tr("Delete a saved filter"));
    connect(menu_, &QMenu::aboutToShow, this, &SavedFilters::fillMenu);
}

std::vector<SavedFilters::Named> SavedFilters::read() {
    QSettings settings;
    std::vector<Named> filters;
    const int count = settings.beginReadArray(kFilters);
    for (int index = 0; index < count; ++index) {
        settings.setArrayIndex(index);
        filters.emplace_back(settings.value(QStringLiteral("name")).toString(),
                             settings.value(QStringLiteral("filter")).toString());
    }
    settings.endArray();
    return filters;
}

void SavedFilters::write(const std::vector<Named>& filters) {
    QSettings settings;
    settings.remove(kFilters);
    settings.beginWriteArray(kFilters, static_cast<int>(filters.size()));
    for (std::size_t index = 0; index < filters.size(); ++index) {
        settings.setArrayIndex(static_cast<int>(index));
        settings.setValue(QStringLiteral("name"), filters[index].first);
        settings.setValue(QStringLiteral("filter"), filters[index].second);
    }
    settings.endArray();
}

void SavedFilters::save(const QString& name, const QString& filter) {
    auto filters = read();
    std::erase_if(filters, [&](const Named& known) { return known.first == name; });
    filters.emplace_back(name, filter);
    std::ranges::sort(filters, [](const Named& a, const Named& b) { return a.first.localeAwareCompare(b.first) < 0; });
    write(filters);
}

void SavedFilters::remove(const QString& name) {
    auto filters = read();
    std::erase_if(filters, [&](const Named& known) { return known.first == name; });
    write(filters);
}

void SavedFilters::fillMenu() {
    menu_->clear();
    QAction* save = explained(menu_->addAction(tr("&Save this filter…"), this, &SavedFilters::askName),
                              tr("Keep the filter that is shown by a name"));
    save->setEnabled(!filter_.trimmed().isEmpty());
    menu_->addSeparator();
    const auto filters = read();
    for (const Named& known : filters)
        explained(menu_->addAction(menuText(known.first), this, [this, known] { emit chosen(known.second); }),
                  tr("Filter by %1").arg(known.second));
    if (filters.empty()) {
        QAction* none = explained(menu_->addAction(tr("None yet")), tr("Filters that were saved are listed here"));
        none->setEnabled(false);
        return;
    }
    menu_->addSeparator();
    menu_->addMenu(forget_);
    fillForget();
}

void SavedFilters::fillForget() {
    forget_->clear();
    for (const Named& known : read())
        explained(forget_->addAction(menuText(known.first), this, [this, known] { remove(known.first); }),
                  tr("Delete the saved filter %1").arg(known.second));
}

void SavedFilters::askName() {
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save the filter"));
    dialog->setLabelText(tr("A name for %1").arg(filter_));
    dialog->setTextValue(filter_);
    connect(dialog, &QInputDialog::textValueSelected, this, [this, filter = filter_](const QString& name) {
        if (!name.trimmed().isEmpty()) save(name.trimmed(), filter);
    });
    dialog->open();
}

} // namespace lightcl
