#include "export/export_dialog.h"

#include "export/figure_preview_view.h"
#include "export/figure_style_form.h"
#include "export/figure_texts_edit.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>
#include <algorithm>
#include <initializer_list>
#include <utility>

namespace lightcl {

ExportDialog::ExportDialog(ExportJob job, QWidget* parent)
    : QDialog(parent), job_(std::move(job)), folder_(new QLineEdit(this)), name_(new QLineEdit(this)),
      format_(new QComboBox(this)), style_(new FigureStyleForm(this)), texts_(new FigureTextsEdit(this)),
      preview_(new FigurePreviewView(this)), hint_(new QLabel(this)), message_(new QLabel(this)),
      browse_(new QToolButton(this)), redraw_(new QTimer(this)) {
    setWindowTitle(job_.title.isEmpty() ? tr("Export plot") : job_.title);
    nameFields();
    auto* columns = new QHBoxLayout(this);
    columns->addWidget(buildForm());
    columns->addWidget(buildPreview(), 1);
    const auto remembered = ExportSettings::load();
    name_->setText(job_.stem);
    folder_->setText(QDir::toNativeSeparators(remembered.folder));
    format_->setCurrentIndex(std::max(0, format_->findData(static_cast<int>(remembered.format))));
    style_->setStyle(remembered.style);
    connectFields();
    showChoice();
    orderTabs();
    (asksForName() ? name_ : folder_)->setFocus();
    name_->selectAll();
    resize(880, 500);
}

void ExportDialog::nameFields() {
    for (const auto format : job_.formats) format_->addItem(titleOf(format), static_cast<int>(format));
    name_->setToolTip(tr("The file's name; its ending follows the format, a path leads to another folder"));
    folder_->setToolTip(tr("Where the file goes; remembered for the next time"));
    format_->setToolTip(tr("PDF and SVG are sharp at every size, PNG is a picture, CSV the numbers"));
    folder_->setPlaceholderText(tr("folder"));
    for (const auto& [field, name] :
         {std::pair<QWidget*, QString>{name_, tr("File name")}, {format_, tr("Format")}, {folder_, tr("Folder")}})
        field->setAccessibleName(name);
    browse_->setFocusPolicy(Qt::StrongFocus);
    browse_->setText(QString::fromUtf8("…"));
    browse_->setAccessibleName(tr("Choose folder"));
    browse_->setToolTip(tr("Choose the folder"));
    message_->setWordWrap(true);
    message_->hide();
    hint_->setWordWrap(true);
}

QWidget* ExportDialog::buildForm() {
    auto* side = new QWidget(this);
    auto* folderRow = new QHBoxLayout;
    folderRow->addWidget(folder_);
    folderRow->addWidget(browse_);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    saveButton_ = buttons->button(QDialogButtonBox::Save);
    auto* form = new QFormLayout;
    if (asksForName())
        form->addRow(tr("File &name"), name_);
    else
        name_->hide();
    auto* folderLabel = new QLabel(tr("Fol&der"), this);
    folderLabel->setBuddy(folder_);
    form->addRow(folderLabel, folderRow);
    form->addRow(tr("&Format"), format_);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(form);
    column->addWidget(style_);
    column->addWidget(texts_, 1);
    column->addWidget(message_);
    column->addWidget(buttons);
    texts_->setMinimumHeight(70);
    side->setMaximumWidth(430);
    connect(buttons, &QDialogButtonBox::accepted, this, &ExportDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &ExportDialog::reject);
    return side;
}

QWidget* ExportDialog::buildPreview() {
    auto* side = new QWidget(this);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(preview_, 1);
    column->addWidget(hint_);
    return side;
}

void ExportDialog::connectFields() {
    redraw_->setSingleShot(true);
    connect(redraw_, &QTimer::timeout, this, &ExportDialog::showPreview);
    connect(browse_, &QToolButton::clicked, this, &ExportDialog::chooseFolder);
    connect(format_, &QComboBox::currentIndexChanged, this, &ExportDialog::showChoice);
    connect(name_, &QLineEdit::textChanged, this, &ExportDialog::showChoice);
    connect(folder_, &QLineEdit::textChanged, this, &ExportDialog::showChoice);
    connect(style_, &FigureStyleForm::changed, this, &ExportDialog::showChoice);
    connect(texts_, &FigureTextsEdit::changed, this, &ExportDialog::showChoice);
    connect(preview_, &FigurePreviewView::resized, redraw_, qOverload<>(&QTimer::start));
}

/// As the eye goes: Qt's own order is that in which the fields were made.
void ExportDialog::orderTabs() {
    QWidget* before = name_;
    std::vector<QWidget*> order = {folder_, browse_, format_};
    const auto fields = style_->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly);
    for (auto* field : {"Preset", "Save preset", "Remove preset", "Width", "Height", "Font", "Font size", "Colours",
                        "Line width", "Resolution", "Title", "Legend"})
        for (auto* widget : fields)
            if (widget->accessibleName() == tr(field)) order.push_back(widget);
    order.insert(order.end(), {texts_, saveButton_});
    for (auto* next : order) {
        setTabOrder(before, next);
        before = next;
    }
}

QString ExportDialog::file() const {
    const auto folder = QDir::fromNativeSeparators(folder_->text().trimmed());
    if (!asksForName()) return folder;
    auto name = name_->text().trimmed();
    const auto ending = '.' + suffixOf(format());
    if (!name.endsWith(ending, Qt::CaseInsensitive)) name += ending;
    return QDir(folder).filePath(name);
}

ExportFormat ExportDialog::format() const {
    return static_cast<ExportFormat>(format_->currentData().toInt());
}

ExportChoice ExportDialog::choice() const {
    return {format(), style_->style(), texts_->replacements()};
}

void ExportDialog::chooseFolder() {
    const auto chosen = QFileDialog::getExistingDirectory(this, tr("Export to folder"), folder_->text());
    if (!chosen.isEmpty()) folder_->setText(QDir::toNativeSeparators(chosen));
}

void ExportDialog::showChoice() {
    const bool figure = format() != ExportFormat::Csv;
    style_->setEnabled(figure);
    texts_->setEnabled(figure);
    style_->enableResolution(format() == ExportFormat::Png);
    saveButton_->setEnabled(!asksForName() || !name_->text().trimmed().isEmpty());
    saveButton_->setText(tr("Save"));
    message_->hide();
    redraw_->start(0);
}

QString ExportDialog::sizeText() const {
    const auto style = style_->style();
    const auto centimetres = [](double cm) { return QString::number(cm, 'g', 4); };
    auto text =
        tr("%1 × %2 cm, %3 pt").arg(centimetres(style.widthCm), centimetres(style.heightCm), centimetres(style.points));
    if (format() != ExportFormat::Png) return text;
    const auto pixels = style.sizeInUnits(style.resolution);
    return text + tr(", %1 × %2 pixels").arg(pixels.width()).arg(pixels.height());
}

void ExportDialog::showPreview() {
    if (format() == ExportFormat::Csv) {
        preview_->showText(tr("The numbers behind the plot, as a table"));
        return hint_->clear();
    }
    const auto preview = job_.preview(choice(), preview_->room());
    preview_->showFigure(preview.image);
    texts_->setTexts(preview.texts);
    if (format() == ExportFormat::Tikz)
        return hint_->setText(tr("%1. LaTeX sets it: fonts and distances will be the document's.").arg(sizeText()));
    hint_->setText(preview.leavesOutLegend
                       ? tr("%1. The legend has no room: make the figure higher, or do without.").arg(sizeText())
                       : sizeText());
}

void ExportDialog::tell(const QString& message) {
    message_->setText(message);
    message_->show();
    // A dialog does not grow by itself for lines that wrap.
    layout()->activate();
    resize(width(), std::max(height(), layout()->totalHeightForWidth(width())));
}

bool ExportDialog::mayReplace() {
    if (!asksForName() || !QFileInfo::exists(file()) || confirmed_ == file()) return true;
    confirmed_ = file();
    tell(tr("%1 exists already. Press Replace to overwrite it.").arg(QFileInfo(file()).fileName()));
    saveButton_->setText(tr("Replace"));
    return false;
}

void ExportDialog::accept() {
    if (!mayReplace()) return;
    const auto problem = job_.save(file(), choice());
    if (!problem.isEmpty()) return tell(problem);
    // The file's own folder: a path may stand in its name.
    ExportSettings{asksForName() ? QFileInfo(file()).absolutePath() : file(), format(), style_->style()}.save();
    QDialog::accept();
}

} // namespace lightcl
