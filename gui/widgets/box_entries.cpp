#include "widgets/box_entries.h"

#include <QComboBox>
#include <QSignalBlocker>

namespace lightcl {

void setEntries(QComboBox& box, const QStringList& titles, const QStringList& data) {
    QStringList present;
    for (int index = 0; index < box.count(); ++index) present << box.itemData(index).toString();
    if (present == data) return;
    const QSignalBlocker quiet(box);
    box.clear();
    for (qsizetype index = 0; index < data.size(); ++index) box.addItem(titles[index], data[index]);
}

} // namespace lightcl
