#pragma once

#include <QComboBox>
#include <functional>

namespace lightcl {

/// What the run table's runs are grouped by: nothing, method and setting, or a key, chosen from those in which the runs
/// differ or typed; all keys complete what is typed.
class GroupBox : public QComboBox {
    Q_OBJECT
public:
    /// `telling`: the keys to choose from, asked when the list opens.
    explicit GroupBox(std::function<QStringList()> telling, QWidget* parent = nullptr);
    /// Shows what the runs are grouped by: "" nothing, "setting", or a key.
    void showName(const QString& name);
    void showPopup() override;

signals:
    void chosen(const QString& name);

private:
    void takeTyped();
    void fillKeys(const QStringList& keys);
    [[nodiscard]] QString titleOf(const QString& name) const;

    std::function<QStringList()> telling_;
    QString shown_;
};

} // namespace lightcl
