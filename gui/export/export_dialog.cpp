#include "export/export_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <utility>

namespace lightcl {

ExportDialog::ExportDialog(const QString& stem, QSize size, Save save, QWidget* parent)
    : QDialog(parent), size_(size), save_(std::move(save)), folder_(new QLineEdit(this)), name_(new QLineEdit(this)),
      format_(new QComboBox(this)), scale_(new QDoubleSpinBox(this)), hint_(new QLabel(this)),
      message_(new QLabel(this)) {
    setWindowTitle(tr("Export plot"));
    buildForm(stem);
    const auto remembered = ExportSettings::load();
    folder_->setText(QDir::toNativeSeparators(remembered.folder));
    format_->setCurrentIndex(format_->findData(static_cast<int>(remembered.format)));
    scale_->setValue(remembered.scale);
    showChoice();
    name_->setFocus();
    name_->selectAll();
    // As the eye goes: Qt's own order is that in which the fields were made.
    QWidget* before = name_;
    for (QWidget* next : std::initializer_list<QWidget*>{folder_, browse_, format_, scale_, saveButton_}) {
        setTabOrder(before, next);
        before = next;
    }
}

void ExportDialog::buildForm(const QString& stem) {
    for (const auto format : kExportFormats) format_->addItem(titleOf(format), static_cast<int>(format));
    scale_->setRange(1, 8);
    scale_->setDecimals(1);
    scale_->setSingleStep(0.5);
    scale_->setPrefix(QString::fromUtf8("× "));
    scale_->setToolTip(tr("Pixels of the picture for each pixel on the screen; 2 to 4 suits print"));
    name_->setText(stem);
    folder_->setMinimumWidth(260);
    name_->setToolTip(tr("The file's name; its ending follows the format, a path leads to another folder"));
    folder_->setToolTip(tr("Where the file goes; remembered for the next time"));
    format_->setToolTip(tr("PDF and SVG are sharp at every size, PNG is a picture, CSV the numbers"));
    folder_->setPlaceholderText(tr("folder"));
    for (const auto& [field, name] :
         {std::pair<QWidget*, QString>{name_, tr("File name")}, {format_, tr("Format")}, {scale_, tr("Scale")}})
        field->setAccessibleName(name);
    message_->setWordWrap(true);
    message_->hide();

    auto* browse = browse_ = new QToolButton(this);
    browse->setFocusPolicy(Qt::StrongFocus);
    browse->setText(QString::fromUtf8("…"));
    browse->setAccessibleName(tr("Choose folder"));
    browse->setToolTip(tr("Choose the folder"));
    auto* folderRow = new QHBoxLayout;
    folderRow->addWidget(folder_);
    folderRow->addWidget(browse);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    saveButton_ = buttons->button(QDialogButtonBox::Save);

    auto* form = new QFormLayout(this);
    form->addRow(tr("File &name"), name_);
    auto* folderLabel = new QLabel(tr("Fol&der"), this);
    folderLabel->setBuddy(folder_);
    form->addRow(folderLabel, folderRow);
    form->addRow(tr("&Format"), format_);
    form->addRow(tr("&Scale"), scale_);
    form->addRow(QString(), hint_);
    form->addRow(message_);
    form->addRow(buttons);
    folder_->setAccessibleName(tr("Folder"));

    connect(browse, &QToolButton::clicked, this, &ExportDialog::chooseFolder);
    connect(buttons, &QDialogButtonBox::accepted, this, &ExportDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &ExportDialog::reject);
    connect(format_, &QComboBox::currentIndexChanged, this, &ExportDialog::showChoice);
    connect(scale_, &QDoubleSpinBox::valueChanged, this, &ExportDialog::showChoice);
    connect(name_, &QLineEdit::textChanged, this, &ExportDialog::showChoice);
    connect(folder_, &QLineEdit::textChanged, this, &ExportDialog::showChoice);
}

QString ExportDialog::file() const {
    auto name = name_->text().trimmed();
    const auto ending = '.' + suffixOf(format());
    if (!name.endsWith(ending, Qt::CaseInsensitive)) name += ending;
    return QDir(QDir::fromNativeSeparators(folder_->text().trimmed())).filePath(name);
}

ExportFormat ExportDialog::format() const {
    return static_cast<ExportFormat>(format_->currentData().toInt());
}

void ExportDialog::chooseFolder() {
    const auto chosen = QFileDialog::getExistingDirectory(this, tr("Export to folder"), folder_->text());
    if (!chosen.isEmpty()) folder_->setText(QDir::toNativeSeparators(chosen));
}

void ExportDialog::showChoice() {
    const bool pixels = format() == ExportFormat::Png;
    scale_->setEnabled(pixels);
    if (pixels)
        hint_->setText(tr("%1 x %2 pixels")
                           .arg(std::lround(size_.width() * scale_->value()))
                           .arg(std::lround(size_.height() * scale_->value())));
    else
        hint_->setText(format() == ExportFormat::Csv ? tr("The numbers behind the plot")
                                                     : tr("Sharp at every size, dark on white"));
    saveButton_->setEnabled(!name_->text().trimmed().isEmpty());
    saveButton_->setText(tr("Save"));
    message_->hide();
}

void ExportDialog::tell(const QString& message) {
    message_->setText(message);
    message_->show();
    // A dialog does not grow by itself for lines that wrap.
    layout()->activate();
    resize(width(), std::max(height(), layout()->totalHeightForWidth(width())));
}

bool ExportDialog::mayReplace() {
    if (!QFileInfo::exists(file()) || confirmed_ == file()) return true;
    confirmed_ = file();
    tell(tr("%1 exists already. Press Replace to overwrite it.").arg(QFileInfo(file()).fileName()));
    saveButton_->setText(tr("Replace"));
    return false;
}

void ExportDialog::accept() {
    if (!mayReplace()) return;
    const auto problem = save_(file(), format(), scale_->value());
    if (!problem.isEmpty()) return tell(problem);
    // The file's own folder: a path may stand in its name.
    ExportSettings{QFileInfo(file()).absolutePath(), format(), scale_->value()}.save();
    QDialog::accept();
}

} // namespace lightcl
