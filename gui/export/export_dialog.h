#pragma once

#include "export/export_settings.h"

#include <QDialog>
#include <functional>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace lightcl {

/// Asks where and as what to save a plot. Remembers folder, format and scale. When saving fails it stays open and says
/// why.
class ExportDialog : public QDialog {
    Q_OBJECT
public:
    /// Saves to a file; returns one line when that fails, else nothing.
    using Save = std::function<QString(const QString& file, ExportFormat format, double scale)>;

    /// `stem` is the proposed file name without its ending; `size` is the plot's, in pixels.
    ExportDialog(const QString& stem, QSize size, Save save, QWidget* parent = nullptr);

    [[nodiscard]] QString file() const;
    [[nodiscard]] ExportFormat format() const;
    void accept() override;

private:
    void buildForm(const QString& stem);
    void chooseFolder();
    void showChoice();
    void tell(const QString& message);
    bool mayReplace();

    QSize size_;
    Save save_;
    QLineEdit* folder_;
    QLineEdit* name_;
    QComboBox* format_;
    QDoubleSpinBox* scale_;
    QLabel* hint_;
    QLabel* message_;
    QPushButton* saveButton_ = nullptr;
    QToolButton* browse_ = nullptr;
    QString confirmed_; ///< the existing file that may be replaced
};

} // namespace lightcl
