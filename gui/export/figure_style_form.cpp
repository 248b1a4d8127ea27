#include "export/figure_style_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFontComboBox>
#include <QFontInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLabel>
#include <QMessageBox>
#include <QToolButton>
#include <initializer_list>

namespace lightcl {

namespace {

QDoubleSpinBox* numberField(QWidget* parent, double low, double high, double step, int decimals, const QString& suffix,
                            const QString& name, const QString& help) {
    auto* field = new QDoubleSpinBox(parent);
    field->setLocale(QLocale::c()); // a decimal point, as everywhere in the window
    field->setRange(low, high);
    field->setSingleStep(step);
    field->setDecimals(decimals);
    field->setSuffix(suffix);
    field->setAccessibleName(name);
    field->setToolTip(help);
    return field;
}

QHBoxLayout* rowOf(std::initializer_list<QWidget*> fields) {
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    for (auto* field : fields) row->addWidget(field);
    return row;
}

void explain(QWidget* widget, const QString& name, const QString& help) {
    widget->setAccessibleName(name);
    widget->setToolTip(help);
}

} // namespace

FigureStyleForm::FigureStyleForm(QWidget* parent)
    : QWidget(parent), presets_(new QComboBox(this)), saveButton_(new QToolButton(this)),
      removeButton_(new QToolButton(this)), family_(new QFontComboBox(this)), palette_(new QComboBox(this)),
      title_(new QCheckBox(tr("&Title"), this)), legend_(new QCheckBox(tr("&Legend"), this)) {
    build();
    fillPresets();
    setStyle({});
}

void FigureStyleForm::build() {
    auto* form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    addPresetRow(*form);
    addSizes(*form);
    addLooks(*form);
    for (auto* field : {width_, height_, points_, lineWidth_, resolution_})
        connect(field, &QDoubleSpinBox::valueChanged, this, &FigureStyleForm::tellChange);
    connect(family_, &QFontComboBox::currentFontChanged, this, &FigureStyleForm::tellChange);
    connect(palette_, &QComboBox::currentIndexChanged, this, &FigureStyleForm::tellChange);
    for (auto* box : {title_, legend_}) connect(box, &QCheckBox::toggled, this, &FigureStyleForm::tellChange);
}

void FigureStyleForm::addPresetRow(QFormLayout& form) {
    explain(presets_, tr("Preset"),
            tr("Size, font and looks together: a paper's column or page, a slide, or your own"));
    presets_->setPlaceholderText(tr("as set below"));
    saveButton_->setText(tr("Save…"));
    explain(saveButton_, tr("Save preset"), tr("Keep the settings below under a name, for the next figure"));
    removeButton_->setText(tr("Remove"));
    explain(removeButton_, tr("Remove preset"), tr("Forget this preset, which you saved"));
    for (auto* button : {saveButton_, removeButton_}) button->setFocusPolicy(Qt::StrongFocus);
    auto* row = rowOf({presets_, saveButton_, removeButton_});
    row->setStretch(0, 1);
    auto* label = new QLabel(tr("&Preset"), this);
    label->setBuddy(presets_);
    form.addRow(label, row);
    connect(presets_, &QComboBox::activated, this, &FigureStyleForm::choosePreset);
    connect(saveButton_, &QToolButton::clicked, this, &FigureStyleForm::askName);
    connect(removeButton_, &QToolButton::clicked, this, &FigureStyleForm::removePreset);
}

void FigureStyleForm::addSizes(QFormLayout& form) {
    width_ = numberField(this, kSmallestFigureCm, kLargestFigureCm, 0.5, 2, tr(" cm"), tr("Width"),
                         tr("The figure's width on paper; a column is about 8.5 cm wide, a page 17.5 cm"));
    height_ = numberField(this, kSmallestFigureCm, kLargestFigureCm, 0.5, 2, tr(" cm"), tr("Height"),
                          tr("The figure's height on paper"));
    points_ = numberField(this, 4, 72, 0.5, 1, tr(" pt"), tr("Font size"),
                          tr("The size of all texts as printed; captions of papers have 8 or 9 points"));
    explain(family_, tr("Font"), tr("The font of all texts; it is embedded in PDF files"));
    family_->setMinimumContentsLength(8);
    family_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    auto* sizes = rowOf({width_, new QLabel(QString::fromUtf8("×"), this), height_});
    sizes->addStretch(1);
    auto* sizeLabel = new QLabel(tr("Si&ze"), this);
    sizeLabel->setBuddy(width_);
    form.addRow(sizeLabel, sizes);
    auto* font = rowOf({family_, points_});
    font->setStretch(0, 1);
    auto* fontLabel = new QLabel(tr("F&ont"), this);
    fontLabel->setBuddy(family_);
    form.addRow(fontLabel, font);
}

void FigureStyleForm::addLooks(QFormLayout& form) {
    explain(palette_, tr("Colours"),
            tr("For paper, as in the window, or greys that stay apart in a black and white print"));
    palette_->addItem(tr("Light print"), static_cast<int>(FigurePalette::Print));
    palette_->addItem(tr("As on screen"), static_cast<int>(FigurePalette::Screen));
    palette_->addItem(tr("Grey-safe"), static_cast<int>(FigurePalette::Grey));
    lineWidth_ = numberField(this, 0.25, 8, 0.25, 2, QString::fromUtf8(" ×"), tr("Line width"),
                             tr("How much wider lines are than on the screen, where a curve is 1.1 pt wide"));
    resolution_ = numberField(this, 50, 1200, 50, 0, tr(" dpi"), tr("Resolution"),
                              tr("Pixels in an inch of a PNG picture; print wants 300 and more"));
    explain(title_, tr("Title"), tr("Write the plot's title above it; papers have a caption instead"));
    explain(legend_, tr("Legend"), tr("Name the curves or pieces below the plot"));
    form.addRow(tr("&Colours"), palette_);
    auto* lines = rowOf({lineWidth_, new QLabel(tr("Resolution"), this), resolution_});
    lines->addStretch(1);
    auto* label = new QLabel(tr("L&ines"), this);
    label->setBuddy(lineWidth_);
    form.addRow(label, lines);
    auto* shown = rowOf({title_, legend_});
    shown->addStretch(1);
    form.addRow(tr("With"), shown);
}

FigureStyle FigureStyleForm::style() const {
    FigureStyle style;
    style.widthCm = width_->value();
    style.heightCm = height_->value();
    style.family = family_->currentFont().family();
    style.points = points_->value();
    style.lineWidth = lineWidth_->value();
    style.resolution = resolution_->value();
    style.palette = static_cast<FigurePalette>(palette_->currentData().toInt());
    style.title = title_->isChecked();
    style.legend = legend_->isChecked();
    return style;
}

void FigureStyleForm::setStyle(const FigureStyle& style) {
    quiet_ = true;
    width_->setValue(style.widthCm);
    height_->setValue(style.heightCm);
    // The field knows no "the window's own": its real family stands for that.
    family_->setCurrentFont(QFont(style.family.isEmpty() ? QFontInfo(font()).family() : style.family));
    points_->setValue(style.points);
    lineWidth_->setValue(style.lineWidth);
    resolution_->setValue(style.resolution);
    palette_->setCurrentIndex(palette_->findData(static_cast<int>(style.palette)));
    title_->setChecked(style.title);
    legend_->setChecked(style.legend);
    quiet_ = false;
    tellChange();
}

void FigureStyleForm::enableResolution(bool enabled) {
    resolution_->setEnabled(enabled);
}

void FigureStyleForm::tellChange() {
    if (quiet_) return;
    showPreset();
    emit changed();
}

void FigureStyleForm::fillPresets() {
    presets_->clear();
    for (const auto& preset : figurePresets()) presets_->addItem(preset.name);
    showPreset();
}

/// Shows which preset the settings are, if they are one's. The font does not count where the preset names none.
void FigureStyleForm::showPreset() {
    const auto presets = figurePresets();
    int found = -1;
    for (int index = 0; index < std::ssize(presets); ++index) {
        auto present = style();
        const auto& saved = presets[static_cast<std::size_t>(index)].style;
        if (saved.family.isEmpty()) present.family.clear();
        if (present == saved) found = index;
    }
    presets_->setCurrentIndex(found);
    removeButton_->setEnabled(found >= 0 && presets[static_cast<std::size_t>(found)].own);
}

void FigureStyleForm::choosePreset() {
    const auto presets = figurePresets();
    const auto index = presets_->currentIndex();
    if (index < 0 || index >= std::ssize(presets)) return;
    setStyle(presets[static_cast<std::size_t>(index)].style);
}

QString FigureStyleForm::saveAs(const QString& name) {
    const auto kept = name.trimmed();
    if (kept.isEmpty()) return tr("A preset needs a name.");
    if (isGivenPreset(kept)) return tr("%1 is one of the program's own presets: choose another name.").arg(kept);
    saveFigurePreset(kept, style());
    fillPresets();
    return {};
}

void FigureStyleForm::askName() {
    auto* asking = new QInputDialog(this);
    asking->setAttribute(Qt::WA_DeleteOnClose);
    asking->setWindowTitle(tr("Save preset"));
    asking->setLabelText(tr("Name of the preset; one of yours with that name is replaced"));
    connect(asking, &QInputDialog::textValueSelected, this, [this](const QString& name) {
        const auto problem = saveAs(name);
        if (problem.isEmpty()) return;
        auto* telling = new QMessageBox(QMessageBox::Warning, tr("Save preset"), problem, QMessageBox::Ok, this);
        telling->setAttribute(Qt::WA_DeleteOnClose);
        telling->open();
    });
    asking->open();
}

void FigureStyleForm::removePreset() {
    removeFigurePreset(presets_->currentText());
    fillPresets();
}

} // namespace lightcl
