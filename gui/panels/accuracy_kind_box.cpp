#include "panels/accuracy_kind_box.h"

#include <QComboBox>
#include <QSignalBlocker>

namespace lightcl {

QComboBox* makeAccuracyKindBox(QWidget* parent) {
    auto* box = new QComboBox(parent);
    for (const auto kind : {AccuracyKind::ClassIl, AccuracyKind::TaskIl}) {
        const auto title = titleOf(kind);
        box->addItem(QString::fromUtf8(title.data(), std::ssize(title)), static_cast<int>(kind));
    }
    box->setToolTip(QObject::tr("class-IL: among all classes seen so far; task-IL: among the task's own classes"));
    box->setAccessibleName(QObject::tr("Kind of accuracy"));
    return box;
}

void setAccuracyKind(QComboBox& box, AccuracyKind kind) {
    const QSignalBlocker quiet(&box);
    box.setCurrentIndex(box.findData(static_cast<int>(kind)));
}

} // namespace lightcl
