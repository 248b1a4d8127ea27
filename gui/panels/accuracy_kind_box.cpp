#include "panels/accuracy_kind_box.h"

#include <QComboBox>
#include <QSignalBlocker>

namespace lightcl {

QComboBox* makeAccuracyKindBox(QWidget* parent) {
    auto* box = new QComboBox(parent);
    box->addItem(QObject::tr("class-IL"), static_cast<int>(AccuracyKind::ClassIl));
    box->addItem(QObject::tr("task-IL"), static_cast<int>(AccuracyKind::TaskIl));
    box->setToolTip(QObject::tr("class-IL: among all classes seen so far; task-IL: among the task's own classes"));
    box->setAccessibleName(QObject::tr("Kind of accuracy"));
    return box;
}

void setAccuracyKind(QComboBox& box, AccuracyKind kind) {
    const QSignalBlocker quiet(&box);
    box.setCurrentIndex(box.findData(static_cast<int>(kind)));
}

} // namespace lightcl
