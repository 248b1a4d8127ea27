#include "plots/plot_frame.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "export/export_dialog.h"
#include "export/plot_export.h"
#include "figures/pgfplots.h"
#include "plots/plot.h"
#include "widgets/elided_label.h"
#include "widgets/flow_layout.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>
#include <utility>

namespace lightcl {

namespace {

PgfStyle pgfStyleOf(const ExportChoice& choice) {
    PgfStyle style;
    style.widthCm = choice.style.widthCm;
    style.heightCm = choice.style.heightCm;
    style.points = choice.style.points;
    style.lineWidth = choice.style.lineWidth;
    style.grey = choice.style.palette == FigurePalette::Grey;
    style.title = choice.style.title;
    style.legend = choice.style.legend;
    for (auto text = choice.texts.begin(); text != choice.texts.end(); ++text)
        style.texts[text.key().toStdString()] = text.value().toStdString();
    return style;
}

} // namespace

PlotFrame::PlotFrame(Plot* plot, QWidget* parent)
    : QWidget(parent), plot_(plot), title_(new ElidedLabel(this)), head_(new QHBoxLayout), controls_(new FlowLayout),
      stack_(new QStackedWidget(this)), empty_(new QLabel(this)), readout_(new ElidedLabel(this)),
      resetAction_(new QAction(tr("Show &everything"), this)) {
    auto bold = font();
    bold.setBold(true);
    title_->setFont(bold);
    empty_->setAlignment(Qt::AlignCenter);
    empty_->setWordWrap(true);
    empty_->setMargin(24);
    readout_->setAccessibleName(tr("Value under the pointer"));

    auto* scroll = new QScrollArea(this);
    scroll->setWidget(plot);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    stack_->addWidget(scroll);
    stack_->addWidget(empty_);

    head_->addWidget(title_, 1);
    head_->addWidget(makeShowAllButton());
    head_->addWidget(makeExportButton());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 6, 8, 4);
    column->setSpacing(4);
    column->addLayout(head_);
    column->addLayout(controls_);
    column->addWidget(makeMessageBar());
    column->addWidget(stack_, 1);
    column->addWidget(readout_);

    plot->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(plot, &QWidget::customContextMenuRequested, this, &PlotFrame::showContextMenu);
    connect(resetAction_, &QAction::triggered, plot, &Plot::resetView);
    resetAction_->setEnabled(false);
    resetAction_->setToolTip(tr("Take back every zoom and drag of this plot"));
    connect(plot, &Plot::zoomed, this, [this](bool isZoomed) {
        resetAction_->setEnabled(isZoomed);
        showAllButton_->setVisible(isZoomed);
    });
}

QToolButton* PlotFrame::makeShowAllButton() {
    showAllButton_ = new QToolButton(this);
    showAllButton_->setText(tr("Zoomed: show all"));
    showAllButton_->setFocusPolicy(Qt::StrongFocus);
    showAllButton_->setAccessibleName(tr("Show everything"));
    showAllButton_->setToolTip(tr("Only a part is in view. The key Home shows everything, too."));
    showAllButton_->hide();
    connect(showAllButton_, &QToolButton::clicked, plot_, &Plot::resetView);
    return showAllButton_;
}

QToolButton* PlotFrame::makeExportButton() {
    exportButton_ = new QToolButton(this);
    exportButton_->setText(tr("Export…"));
    exportButton_->setFocusPolicy(Qt::StrongFocus);
    exportButton_->setAccessibleName(tr("Export plot"));
    exportButton_->setToolTip(tr("Save the plot as PDF, SVG or PNG, or its data as CSV"));
    connect(exportButton_, &QToolButton::clicked, this, &PlotFrame::openExportDialog);
    return exportButton_;
}

QWidget* PlotFrame::makeMessageBar() {
    messageBar_ = new QWidget(this);
    message_ = new QLabel(messageBar_);
    message_->setWordWrap(true);
    auto* dismiss = new QToolButton(messageBar_);
    dismiss->setText(QString::fromUtf8("✕"));
    dismiss->setAutoRaise(true);
    dismiss->setAccessibleName(tr("Dismiss message"));
    dismiss->setToolTip(tr("Take this message away"));
    auto* row = new QHBoxLayout(messageBar_);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(message_, 1);
    row->addWidget(dismiss);
    messageBar_->hide();
    connect(dismiss, &QToolButton::clicked, messageBar_, &QWidget::hide);
    return messageBar_;
}

void PlotFrame::setTitle(const QString& title) {
    title_->setText(title);
    plot_->setAccessibleName(title);
}

void PlotFrame::addControl(QWidget* control, const QString& label) {
    if (!label.isEmpty()) {
        auto* text = new QLabel(label, this);
        text->setBuddy(control);
        controls_->addWidget(text);
        if (control->accessibleName().isEmpty()) control->setAccessibleName(QString(label).remove('&'));
    }
    controls_->addWidget(control);
    setTabOrder(control, exportButton_);
    setTabOrder(exportButton_, plot_);
}

void PlotFrame::addTitleControl(QWidget* control) {
    head_->insertWidget(head_->indexOf(showAllButton_), control);
    setTabOrder(control, exportButton_);
    setTabOrder(exportButton_, plot_);
}

void PlotFrame::setEmptyText(const QString& text) {
    empty_->setText(text);
    stack_->setCurrentIndex(text.isEmpty() ? 0 : 1);
    exportButton_->setEnabled(text.isEmpty());
    setReadout(text.isEmpty() ? value_ : QString());
}

void PlotFrame::setReadout(const QString& text) {
    value_ = text;
    const bool hint = text.isEmpty() && stack_->currentIndex() == 0;
    readout_->setText(hint ? tr("Point at the plot, or use the arrow keys, to read values.") : text);
    readout_->setEnabled(!hint);
}

bool PlotFrame::hasPlot() const {
    return stack_->currentIndex() == 0;
}

QString PlotFrame::readout() const {
    return value_;
}

void PlotFrame::setMessage(const QString& text) {
    message_->setText(text);
    messageBar_->setVisible(!text.isEmpty());
}

QString PlotFrame::message() const {
    return message_->text();
}

QString PlotFrame::exportTo(const QString& file, const ExportChoice& choice) {
    try {
        if (choice.format == ExportFormat::Csv)
            writeFileAtomically(file.toStdString(), toCsv(csv_ ? csv_() : Table{}));
        else if (choice.format == ExportFormat::Tikz)
            writeFileAtomically(file.toStdString(), latex_ ? latex_(pgfStyleOf(choice)) : std::string());
        else
            exportPlot(*plot_, file, choice.format, choice.style, choice.texts);
    } catch (const Error& error) {
        return QString::fromStdString(error.what());
    }
    setMessage({});
    return {};
}

QString PlotFrame::exportTo(const QString& file, ExportFormat format, double scale) {
    auto style = styleOnScreen(*plot_);
    style.resolution *= scale;
    return exportTo(file, ExportChoice{format, style, {}});
}

void PlotFrame::openExportDialog() {
    ExportJob job;
    job.stem = stem_;
    job.formats.assign(kExportFormats.begin(), kExportFormats.end());
    if (latex_) job.formats.push_back(ExportFormat::Tikz);
    job.save = [this](const QString& file, const ExportChoice& choice) { return exportTo(file, choice); };
    job.preview = [this](const ExportChoice& choice, QSize within) {
        return previewOf(*plot_, choice.style, choice.texts, within);
    };
    auto* dialog = new ExportDialog(std::move(job), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { setReadout(tr("Saved %1").arg(dialog->file())); });
    dialog->open();
}

void PlotFrame::showContextMenu(const QPoint& pos) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("&Export…"), this, &PlotFrame::openExportDialog);
    menu->addAction(tr("&Copy picture"), this, &PlotFrame::copyFigure);
    if (csv_) {
        auto* tables = menu->addMenu(tr("Copy &table as"));
        for (const auto& info : kTableFormats)
            tables->addAction(QString::fromUtf8(info.title.data(), std::ssize(info.title)), this,
                              [this, format = info.format] { copyData(format); });
    }
    menu->addSeparator();
    menu->addAction(resetAction_);
    menu->popup(plot_->mapToGlobal(pos));
}

void PlotFrame::copyFigure() {
    QApplication::clipboard()->setMimeData(figureForClipboard(*plot_));
}

void PlotFrame::copyData(TableFormat format) {
    QApplication::clipboard()->setText(QString::fromStdString(writeTable(csv_(), format)));
}

} // namespace lightcl
