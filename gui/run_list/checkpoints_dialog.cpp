#include "run_list/checkpoints_dialog.h"

#include "base/error.h"
#include "base/units.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QHeaderView>
#include <QKeyEvent>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace lightcl {

namespace {

QString keptBytes(std::int64_t bytes) {
    return QString::fromStdString(formatBytes(bytes));
}

} // namespace

CheckpointsDialog::CheckpointsDialog(List list, Delete remove, Question ask, QWidget* window)
    : QDialog(window), list_(std::move(list)), remove_(std::move(remove)), ask_(std::move(ask)),
      table_(new QTableWidget(0, 5, this)), summary_(new QLabel(this)), problem_(new ErrorLabel(this)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Kept checkpoints"));
    table_->setHorizontalHeaderLabels({tr("Run"), tr("After task"), tr("Size"), tr("File"), tr("Note")});
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setAlternatingRowColors(true);
    table_->setShowGrid(false);
    table_->setWordWrap(false);
    table_->setTabKeyNavigation(false);
    table_->setAccessibleName(tr("Kept checkpoints"));
    table_->setToolTip(tr("Choose those that shall go (Ctrl or Shift for several)"));
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(table_->fontMetrics().height() + 8);
    table_->horizontalHeader()->setStretchLastSection(true);
    summary_->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setToolTip(tr("Back to the runs"));
    delete_ = buttons->addButton(tr("&Delete…"), QDialogButtonBox::ActionRole);
    delete_->setAutoDefault(false);
    delete_->setToolTip(remove_ ? tr("Delete the chosen files; the runs and all they measured stay")
                                : tr("This database can be looked at only"));
    auto* column = new QVBoxLayout(this);
    column->addWidget(table_, 1);
    column->addWidget(summary_);
    column->addWidget(problem_);
    column->addWidget(buttons);
    connect(table_, &QTableWidget::itemSelectionChanged, this, &CheckpointsDialog::showChosen);
    connect(delete_, &QPushButton::clicked, this, &CheckpointsDialog::removeChosen);
    table_->installEventFilter(this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    fill();
    resize(720, 360);
}

bool CheckpointsDialog::eventFilter(QObject* watched, QEvent* event) {
    if (watched != table_ || event->type() != QEvent::KeyPress ||
        static_cast<const QKeyEvent*>(event)->key() != Qt::Key_Delete)
        return QDialog::eventFilter(watched, event);
    removeChosen();
    return true;
}

void CheckpointsDialog::fill() {
    all_ = list_();
    table_->clearSelection();
    table_->setRowCount(static_cast<int>(all_.size()));
    for (int row = 0; row < table_->rowCount(); ++row) {
        const KeptOfRun& kept = all_[static_cast<std::size_t>(row)];
        const auto put = [&](int column, const QString& text, Qt::Alignment alignment, const QString& tip) {
            auto* item = new QTableWidgetItem(text);
            item->setTextAlignment(alignment | Qt::AlignVCenter);
            item->setToolTip(tip);
            table_->setItem(row, column, item);
        };
        const QString file = QString::fromStdString(kept.checkpoint.file.string());
        put(0, QString::number(kept.run), Qt::AlignHCenter, {});
        put(1, QString::number(kept.checkpoint.task), Qt::AlignHCenter, {});
        put(2, keptBytes(kept.checkpoint.bytes), Qt::AlignRight, tr("%1 bytes").arg(kept.checkpoint.bytes));
        put(3, QString::fromStdString(kept.checkpoint.file.filename().string()), Qt::AlignLeft,
            QDir::toNativeSeparators(file));
        const QString note = !kept.damage.empty()   ? tr("damaged")
                             : !kept.needed.empty() ? tr("needed by a branch")
                             : kept.shared          ? tr("shared")
                                                    : QString();
        const QString why = !kept.damage.empty()   ? QString::fromStdString(kept.damage)
                            : !kept.needed.empty() ? QString::fromStdString(kept.needed)
                            : kept.shared
                                ? tr("A branch, or the run's last checkpoint, is the same file: its bytes are "
                                     "freed when both are gone")
                                : QString();
        put(4, note, Qt::AlignLeft, why);
    }
    table_->resizeColumnsToContents();
    for (int i = 0; i + 1 < table_->columnCount(); ++i) table_->setColumnWidth(i, table_->columnWidth(i) + 14);
    showChosen();
}

std::vector<KeptOfRun> CheckpointsDialog::chosen() const {
    std::vector<KeptOfRun> kept;
    for (const QModelIndex& row : table_->selectionModel()->selectedRows())
        kept.push_back(all_[static_cast<std::size_t>(row.row())]);
    return kept;
}

void CheckpointsDialog::showChosen() {
    const std::vector<KeptOfRun> kept = chosen();
    problem_->showMessage({});
    delete_->setEnabled(remove_ && !kept.empty());
    if (all_.empty()) {
        summary_->setText(
            tr("No checkpoint of a task's end was kept here; keep_checkpoints = \"tasks\" under [measuring] "
               "keeps them while a run trains."));
        return;
    }
    const QString total = (all_.size() == 1 ? tr("%1 checkpoint, %2") : tr("%1 checkpoints, %2"))
                              .arg(all_.size())
                              .arg(keptBytes(bytesOf(all_)));
    summary_->setText(
        kept.empty() ? total : tr("%1; chosen: %2, %3").arg(total).arg(kept.size()).arg(keptBytes(bytesOf(kept))));
}

void CheckpointsDialog::removeChosen() {
    const std::vector<KeptOfRun> kept = chosen();
    if (!remove_ || kept.empty()) return;
    const auto needed = std::ranges::find_if(kept, [](const KeptOfRun& one) { return !one.needed.empty(); });
    if (needed != kept.end()) return problem_->showMessage(QString::fromStdString(needed->needed));
    const QString what = kept.size() == 1 ? tr("the checkpoint") : tr("%1 checkpoints").arg(kept.size());
    QString text = tr("Delete %1, %2? The runs and all they measured stay, but cannot be gone on with from these tasks "
                      "any more.")
                       .arg(what, keptBytes(bytesOf(kept)));
    if (std::ranges::any_of(kept, &KeptOfRun::shared))
        text += tr(" What is shared frees its bytes only when its other name is gone, too.");
    const bool agreed = ask_(tr("Delete checkpoints"), text, tr("Delete"));
    activateWindow(); // the question stood over the main window, which would get the keys now
    if (!agreed) return;
    QString problem;
    try {
        remove_(kept);
    } catch (const Error& error) {
        problem = QString::fromUtf8(error.what());
    }
    try {
        fill();
    } catch (const Error& error) {
        problem = QString::fromUtf8(error.what());
    }
    problem_->showMessage(problem);
}

} // namespace lightcl
