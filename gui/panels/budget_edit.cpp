#include "panels/budget_edit.h"

#include "catalog/devices.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSettings>
#include <QSignalBlocker>
#include <QSpinBox>
#include <algorithm>

namespace lightcl {

namespace {

constexpr auto kBudgetSizeKey = "memory/budgetMiB";
constexpr auto kOwnSizesKey = "memory/ownBudgetsMiB";
constexpr qsizetype kMostOwnSizes = 8;

int mebibytesOf(const DeviceProfile& device) {
    return static_cast<int>(device.bytes / kDeviceMiB);
}

bool isDeviceSize(int mebibytes) {
    return std::any_of(kDeviceProfiles.begin(), kDeviceProfiles.end(),
                       [mebibytes](const DeviceProfile& device) { return mebibytesOf(device) == mebibytes; });
}

QList<int> ownSizes() {
    QList<int> sizes;
    for (const auto& value : QSettings().value(kOwnSizesKey).toList())
        if (const int size = value.toInt(); size > 0) sizes << size;
    return sizes;
}

} // namespace

BudgetEdit::BudgetEdit(QWidget* parent)
    : QWidget(parent), deviceBox_(new QComboBox(this)), sizeBox_(new QSpinBox(this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(deviceBox_, 1);
    row->addWidget(sizeBox_);
    setFocusProxy(deviceBox_);
    deviceBox_->setAccessibleName(tr("Device"));
    deviceBox_->setToolTip(tr("A device to hold the memory against. Its system takes a share of what it has."));
    deviceBox_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    deviceBox_->setMinimumContentsLength(13);
    deviceBox_->setPlaceholderText(tr("Own size"));
    sizeBox_->setRange(0, 1 << 20);
    sizeBox_->setSuffix(tr(" MiB"));
    sizeBox_->setSpecialValueText(tr("off"));
    sizeBox_->setSingleStep(16);
    sizeBox_->setAccessibleName(tr("Device budget"));
    sizeBox_->setToolTip(tr("The memory of your device; 0 turns it off. Sizes of your own are kept in the list."));
    fillDevices();
    choose(QSettings().value(kBudgetSizeKey, 0).toInt());
    connect(deviceBox_, &QComboBox::activated, this, [this] { take(deviceBox_->currentData().toInt()); });
    connect(sizeBox_, &QSpinBox::valueChanged, this, &BudgetEdit::take);
    connect(sizeBox_, &QSpinBox::editingFinished, this, &BudgetEdit::keepOwn);
}

std::int64_t BudgetEdit::bytes() const {
    return sizeBox_->value() * kDeviceMiB;
}

void BudgetEdit::setMebibytes(int mebibytes) {
    take(mebibytes);
}

void BudgetEdit::fillDevices() {
    const QSignalBlocker quiet(deviceBox_);
    deviceBox_->clear();
    deviceBox_->addItem(tr("No device"), 0);
    for (const DeviceProfile& device : kDeviceProfiles)
        deviceBox_->addItem(QString::fromUtf8(device.name.data(), static_cast<qsizetype>(device.name.size())),
                            mebibytesOf(device));
    for (const int size : ownSizes()) deviceBox_->addItem(tr("Own, %1 MiB").arg(size), size);
}

void BudgetEdit::choose(int mebibytes) {
    const QSignalBlocker quietSize(sizeBox_);
    const QSignalBlocker quietDevice(deviceBox_);
    sizeBox_->setValue(mebibytes);
    // Several devices have as much: the one that was chosen stays.
    if (deviceBox_->currentIndex() >= 0 && deviceBox_->currentData().toInt() == mebibytes) return;
    deviceBox_->setCurrentIndex(deviceBox_->findData(mebibytes));
}

void BudgetEdit::take(int mebibytes) {
    choose(mebibytes);
    QSettings().setValue(kBudgetSizeKey, mebibytes);
    for (auto* other : window()->findChildren<BudgetEdit*>()) {
        if (other == this || other->bytes() == bytes()) continue;
        other->choose(mebibytes);
        emit other->changed();
    }
    emit changed();
}

/// A size that no device has is offered again.
void BudgetEdit::keepOwn() {
    const int size = sizeBox_->value();
    auto sizes = ownSizes();
    if (size == 0 || isDeviceSize(size) || sizes.contains(size)) return;
    sizes.prepend(size);
    QVariantList kept;
    for (const int each : sizes.mid(0, kMostOwnSizes)) kept << each;
    QSettings().setValue(kOwnSizesKey, kept);
    fillDevices();
    choose(size);
}

} // namespace lightcl
