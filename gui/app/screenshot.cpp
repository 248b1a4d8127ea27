#include "app/screenshot.h"

#include "base/atomic_file.h"
#include "base/error.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QTimer>
#include <cstdio>

namespace lightcl {

namespace {

void take(MainWindow& window, const QString& file) {
    // Plots that were just given data are laid out and painted by the events that wait.
    QCoreApplication::processEvents();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    const QByteArray format = QFileInfo(file).suffix().toLatin1();
    const bool made = window.grab().save(&buffer, format.isEmpty() ? "PNG" : format.constData());
    try {
        if (!made) throw InputError(file.toStdString() + ": expected a picture's name such as window.png");
        writeFileAtomically(file.toStdString(), {bytes.constData(), static_cast<std::size_t>(bytes.size())});
        QCoreApplication::exit(0);
    } catch (const Error& error) {
        std::fprintf(stderr, "lightcl-workbench: %s\n", error.what());
        QCoreApplication::exit(1);
    }
}

} // namespace

void screenshotWhenFilled(MainWindow& window, const QString& file, std::chrono::seconds delay) {
    using namespace std::chrono_literals;
    auto* taken = new QObject(&window);
    const auto takeOnce = [&window, file, taken, delay] {
        if (taken->property("done").toBool()) return;
        taken->setProperty("done", true);
        // The designer checks and predicts a moment after it was filled.
        QTimer::singleShot(delay + 500ms, &window, [&window, file] { take(window, file); });
    };
    QObject::connect(&window, &MainWindow::panelsFilled, taken, takeOnce);
    // A database without runs, or one that cannot be opened, never fills the panels.
    QTimer::singleShot(5s, taken, takeOnce);
}

} // namespace lightcl
