#pragma once

#include "export/figure_style.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFontComboBox;
class QFormLayout;
class QToolButton;

namespace lightcl {

/// Where the size and looks of a figure are chosen, by hand or as a preset; own presets are saved and removed here.
class FigureStyleForm : public QWidget {
    Q_OBJECT
public:
    explicit FigureStyleForm(QWidget* parent = nullptr);

    [[nodiscard]] FigureStyle style() const;
    void setStyle(const FigureStyle& style);
    /// Resolution counts for pictures made of pixels only.
    void enableResolution(bool enabled);
    /// Saves the present style under a name. A line that says why not, else nothing.
    QString saveAs(const QString& name);

signals:
    void changed();

private:
    void build();
    void addSizes(QFormLayout& form);
    void addLooks(QFormLayout& form);
    void addPresetRow(QFormLayout& form);
    void fillPresets();
    void choosePreset();
    void showPreset();
    void askName();
    void removePreset();
    void tellChange();

    QComboBox* presets_;
    QToolButton* saveButton_;
    QToolButton* removeButton_;
    QDoubleSpinBox *width_, *height_, *points_, *lineWidth_, *resolution_;
    QFontComboBox* family_;
    QComboBox* palette_;
    QCheckBox *title_, *legend_;
    bool quiet_ = false; ///< while fields are filled
};

} // namespace lightcl
