#include "run_list/group_box.h"

#include "compare/run_grouping.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLineEdit>
#include <QStringListModel>
#include <utility>

namespace lightcl {

namespace {

const QString kSetting = QStringLiteral("setting");
constexpr int kFixedEntries = 2;

QStringList groupableKeys() {
    QStringList names;
    for (const auto& name : runKeyNames())
        if (canGroupBy(RunKey(name))) names << QString::fromStdString(name);
    return names;
}

} // namespace

GroupBox::GroupBox(std::function<QStringList()> telling, QWidget* parent)
    : QComboBox(parent), telling_(std::move(telling)) {
    setEditable(true);
    setInsertPolicy(QComboBox::NoInsert);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(12);
    addItem(tr("no groups"), QString());
    addItem(tr("method and setting"), kSetting);
    setAccessibleName(tr("Group runs by"));
    setToolTip(tr("Puts runs together, with mean ± deviation of their finished ones: over seeds by method and setting, "
                  "or by a column or a key of the spec. Choose, or type a key such as buffer_size and press Enter"));
    lineEdit()->setAccessibleName(accessibleName());
    auto* completer = new QCompleter(groupableKeys(), this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    setCompleter(completer);
    connect(completer, qOverload<const QString&>(&QCompleter::activated), this, &GroupBox::chosen);
    connect(this, &QComboBox::activated, this, [this](int index) { emit chosen(itemData(index).toString()); });
    connect(lineEdit(), &QLineEdit::returnPressed, this, &GroupBox::takeTyped);
    // What was typed and not taken is dropped.
    connect(lineEdit(), &QLineEdit::editingFinished, this, [this] { setEditText(titleOf(shown_)); });
}

QString GroupBox::titleOf(const QString& name) const {
    const int known = findData(name);
    return known >= 0 ? itemText(known) : name;
}

void GroupBox::takeTyped() {
    const QString typed = currentText().trimmed();
    if (typed == titleOf(shown_) || findText(typed, Qt::MatchFixedString) >= 0) return; // as a choice from the list
    emit chosen(typed);
}

void GroupBox::showName(const QString& name) {
    shown_ = name;
    if (findData(name) < 0) addItem(name, name);
    setCurrentIndex(findData(name));
    setEditText(titleOf(name));
}

void GroupBox::fillKeys(const QStringList& keys) {
    const QSignalBlocker quiet(this);
    while (count() > kFixedEntries) removeItem(count() - 1);
    insertSeparator(kFixedEntries);
    for (const QString& key : keys) addItem(key, key);
    if (!shown_.isEmpty() && findData(shown_) < 0) addItem(shown_, shown_);
    setCurrentIndex(findData(shown_));
}

void GroupBox::showPopup() {
    fillKeys(telling_());
    QComboBox::showPopup();
}

} // namespace lightcl
