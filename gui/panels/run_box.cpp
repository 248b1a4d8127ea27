#include "panels/run_box.h"

#include "plots/run_label.h"
#include "widgets/box_entries.h"

#include <QSignalBlocker>
#include <algorithm>

namespace lightcl {

RunBox::RunBox(QWidget* parent) : QComboBox(parent) {
    setToolTip(tr("Which of the selected runs to show"));
    setAccessibleName(tr("Run"));
    hide();
}

bool RunBox::offer(const std::vector<RunDataPtr>& runs) {
    const QSignalBlocker quiet(this);
    const auto shown = currentData();
    const auto formerCurrent = itemData(0);
    runs_ = runs;
    QStringList ids;
    for (const auto& run : runs_) ids << QString::number(run->summary.id);
    setEntries(*this, runLabels(runs_), ids);
    setCurrentIndex(itemData(0) == formerCurrent ? std::max(0, findData(shown)) : 0);
    setVisible(runs_.size() > 1);
    return currentData() != shown;
}

RunDataPtr RunBox::run() const {
    const auto index = static_cast<std::size_t>(std::max(0, currentIndex()));
    return index < runs_.size() ? runs_[index] : nullptr;
}

} // namespace lightcl
