#pragma once

#include <QDialog>
#include <QTextBrowser>

class QLabel;

namespace lightcl {

/// The documentation, which the program carries within itself: pages with links between them. Links to elsewhere open
/// in the browser, or are told where none opens. Closes and deletes itself.
class HelpWindow : public QDialog {
    Q_OBJECT
public:
    /// `page` as it lies in the source folder: "docs/user-guide.md".
    explicit HelpWindow(const QString& page, QWidget* parent);
    static void show(const QString& page, QWidget* parent);
    using QDialog::show;

    [[nodiscard]] QTextBrowser* browser() const { return browser_; }
    /// What could not be opened, in a line; empty when all could.
    [[nodiscard]] QString problem() const;

private:
    void follow(const QUrl& link);
    void open(const QUrl& page);

    QTextBrowser* browser_;
    QLabel* problem_;
};

} // namespace lightcl
