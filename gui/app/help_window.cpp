#include "app/help_window.h"

#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace lightcl {

HelpWindow::HelpWindow(const QString& page, QWidget* parent)
    : QDialog(parent), browser_(new QTextBrowser(this)), problem_(new QLabel(this)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Documentation"));
    browser_->setOpenLinks(false);
    browser_->setAccessibleName(tr("Documentation"));
    browser_->setToolTip(tr("Tab goes to the next link, Enter follows it, Alt+← goes back"));
    browser_->document()->setDocumentMargin(16);
    problem_->setWordWrap(true);
    problem_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    problem_->hide();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    const auto add = [&](const QString& title, const QString& tip, auto action) {
        auto* button = buttons->addButton(title, QDialogButtonBox::ActionRole);
        button->setToolTip(tip);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, action);
        return button;
    };
    auto* back = add(tr("&Back"), tr("The page before"), [this] { browser_->backward(); });
    back->setEnabled(false);
    add(tr("&Tour"), tr("What the window shows and how to ask it"), [this] { open(QUrl("qrc:/docs/tour.md")); });
    add(tr("&Guide"), tr("Everything the window and the command line do"),
        [this] { open(QUrl("qrc:/docs/user-guide.md")); });
    connect(browser_, &QTextBrowser::backwardAvailable, back, &QWidget::setEnabled);
    connect(browser_, &QTextBrowser::anchorClicked, this, &HelpWindow::follow);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->addWidget(browser_, 1);
    column->addWidget(problem_);
    column->addWidget(buttons);
    const QSize room = parent != nullptr ? parent->size() : QSize(900, 700);
    resize(std::min(900, room.width() - 40), std::min(760, room.height() - 40));
    open(QUrl(QStringLiteral("qrc:/") + page));
    browser_->setFocus();
}

void HelpWindow::show(const QString& page, QWidget* parent) {
    (new HelpWindow(page, parent))->show();
}

QString HelpWindow::problem() const {
    return problem_->text();
}

void HelpWindow::open(const QUrl& page) {
    browser_->setSource(page, QTextDocument::MarkdownResource);
    problem_->hide();
    problem_->clear();
}

void HelpWindow::follow(const QUrl& link) {
    const QUrl target = browser_->source().resolved(link);
    if (target.scheme() == QLatin1String("qrc") && QFile::exists(QLatin1Char(':') + target.path())) return open(target);
    if (target.scheme() != QLatin1String("qrc") && QDesktopServices::openUrl(target)) return;
    problem_->setText(target.scheme() == QLatin1String("qrc")
                          ? tr("%1 is not among the pages within the program.").arg(link.toString())
                          : tr("No program is set for opening %1.").arg(target.toString()));
    problem_->show();
}

} // namespace lightcl
