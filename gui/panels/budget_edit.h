#pragma once

#include <QWidget>
#include <cstdint>

class QComboBox;
class QSpinBox;

namespace lightcl {

/// A device's memory: one of the known devices (catalog/devices.h), one of the user's own sizes, or any number of MiB.
/// The size is remembered, own sizes are kept, and all such fields of a window show the same.
class BudgetEdit : public QWidget {
    Q_OBJECT
public:
    explicit BudgetEdit(QWidget* parent = nullptr);

    /// 0: no budget.
    [[nodiscard]] std::int64_t bytes() const;
    void setMebibytes(int mebibytes);
    [[nodiscard]] QSpinBox* sizeBox() const { return sizeBox_; }
    [[nodiscard]] QComboBox* deviceBox() const { return deviceBox_; }

signals:
    void changed();

private:
    void fillDevices();
    void take(int mebibytes);
    void keepOwn();
    void choose(int mebibytes);

    QComboBox* deviceBox_;
    QSpinBox* sizeBox_;
};

} // namespace lightcl
