#include "app/dropped_files.h"

#include <QDropEvent>
#include <QFileInfo>
#include <QMainWindow>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QTimer>
#include <QUrl>

namespace lightcl {

namespace {

DroppedFiles::Choice askInBox(QWidget* parent, const QStringList& files, bool mayMerge) {
    const QString what =
        files.size() == 1 ? QFileInfo(files.front()).fileName() : DroppedFiles::tr("%1 files").arg(files.size());
    QMessageBox box(QMessageBox::Question, DroppedFiles::tr("Databases"),
                    DroppedFiles::tr("Open %1, or take its runs into the database that is open?\n\nRuns that are there "
                                     "already stay as they are.")
                        .arg(what),
                    QMessageBox::Cancel, parent);
    const auto* merge = mayMerge ? box.addButton(DroppedFiles::tr("Take its runs"), QMessageBox::AcceptRole) : nullptr;
    const auto* open = files.size() == 1 ? box.addButton(DroppedFiles::tr("Open"), QMessageBox::AcceptRole) : nullptr;
    box.setDefaultButton(QMessageBox::Cancel);
    box.exec();
    if (merge != nullptr && box.clickedButton() == merge) return DroppedFiles::Choice::Merge;
    if (open != nullptr && box.clickedButton() == open) return DroppedFiles::Choice::Open;
    return DroppedFiles::Choice::Nothing;
}

} // namespace

DroppedFiles::DroppedFiles(QMainWindow& window)
    : QObject(&window),
      ask_([&window](const QStringList& files, bool mayMerge) { return askInBox(&window, files, mayMerge); }) {
    window.setAcceptDrops(true);
    window.installEventFilter(this);
}

QStringList DroppedFiles::filesIn(const QMimeData* data) {
    QStringList files;
    for (const QUrl& url : data->urls())
        if (url.isLocalFile() && QFileInfo(url.toLocalFile()).isFile()) files += url.toLocalFile();
    return files;
}

bool DroppedFiles::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::DragEnter && event->type() != QEvent::Drop)
        return QObject::eventFilter(watched, event);
    auto* drop = static_cast<QDropEvent*>(event);
    const QStringList files = filesIn(drop->mimeData());
    if (files.isEmpty()) return false;
    drop->setDropAction(Qt::CopyAction); // a file manager must not move them
    drop->accept();
    // The program that they come from waits until the drop is over: nothing is asked before.
    if (event->type() == QEvent::Drop) QTimer::singleShot(0, this, [this, files] { take(files); });
    return true;
}

void DroppedFiles::take(const QStringList& files) {
    if (files.size() == 1 && files.front().endsWith(QLatin1String(".toml"), Qt::CaseInsensitive)) {
        emit specRequested(files.front());
        return;
    }
    switch (ask_(files, mayMerge_())) {
    case Choice::Open:
        emit openRequested(files.front());
        break;
    case Choice::Merge:
        emit mergeRequested(files);
        break;
    case Choice::Nothing:
        break;
    }
}

} // namespace lightcl
