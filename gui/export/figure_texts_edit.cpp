#include "export/figure_texts_edit.h"

#include <QHeaderView>
#include <QSignalBlocker>

namespace lightcl {

FigureTextsEdit::FigureTextsEdit(QWidget* parent) : QTableWidget(0, 2, parent) {
    setHorizontalHeaderLabels({tr("Text"), tr("In the figure")});
    horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    setAccessibleName(tr("Texts of the figure"));
    setToolTip(tr("Axis titles, names and labels: what you write on the right stands in this export only; "
                  "an empty one is left out"));
    setTabKeyNavigation(false);
    setEditTriggers(AllEditTriggers);
    connect(this, &QTableWidget::itemChanged, this, &FigureTextsEdit::take);
}

void FigureTextsEdit::setTexts(const QStringList& texts) {
    if (texts == texts_) return;
    texts_ = texts;
    const QSignalBlocker quiet(this);
    setRowCount(static_cast<int>(texts.size()));
    for (int row = 0; row < rowCount(); ++row) {
        auto* text = new QTableWidgetItem(texts[row]);
        text->setFlags(Qt::ItemIsEnabled);
        text->setToolTip(texts[row]);
        setItem(row, 0, text);
        setItem(row, 1, new QTableWidgetItem(replacements_.value(texts[row], texts[row])));
    }
}

void FigureTextsEdit::take(QTableWidgetItem* item) {
    if (item->column() != 1) return;
    const auto& text = texts_[item->row()];
    if (item->text() == text)
        replacements_.remove(text);
    else
        replacements_[text] = item->text();
    emit changed();
}

} // namespace lightcl
