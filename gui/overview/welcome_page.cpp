#include "overview/welcome_page.h"

#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace lightcl {

namespace {

QLabel* wrapped(const QString& text, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setWordWrap(true);
    return label;
}

} // namespace

WelcomePage::WelcomePage(QWidget* parent)
    : QWidget(parent), quickStart_(new QPushButton(tr("Run the quick start"), this)),
      sample_(new QPushButton(tr("Open the sample"), this)), database_(new QPushButton(tr("Open a database…"), this)),
      tour_(new QPushButton(tr("Read the tour"), this)), problem_(new ErrorLabel(this)) {
    auto* page = new QWidget(this);
    auto* title = new QLabel(tr("Welcome to LightCL Workbench"), page);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.6);
    large.setBold(true);
    title->setFont(large);
    title->setWordWrap(true);
    auto* grid = new QGridLayout;
    grid->setColumnStretch(1, 1);
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(10);
    const auto add = [&](QPushButton* button, const QString& what, auto signal) {
        const int row = grid->rowCount();
        button->setToolTip(what);
        button->setAccessibleDescription(what);
        grid->addWidget(button, row, 0);
        grid->addWidget(wrapped(what, page), row, 1);
        connect(button, &QPushButton::clicked, this, signal);
    };
    add(quickStart_,
        tr("Trains the methods of the quick start on Fashion-MNIST, and draws them as they learn. "
           "It takes a few minutes."),
        &WelcomePage::quickStartRequested);
    add(sample_, tr("What the quick start comes to, trained beforehand: look around at once."),
        &WelcomePage::sampleRequested);
    add(database_, tr("Runs that were trained before, by this window or by the command line; or a new database."),
        &WelcomePage::openDatabaseRequested);
    add(tour_, tr("What the window shows and how to ask it, in five minutes."), &WelcomePage::tourRequested);
    quickStart_->setDefault(true);

    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(24, 16, 24, 16);
    column->setSpacing(12);
    column->addStretch(1);
    column->addWidget(title);
    column->addWidget(wrapped(tr("A network that learns one task after another forgets the earlier ones, and a small "
                                 "device has little memory to prevent it. Train methods that try, watch every layer, "
                                 "and see what each costs."),
                              page));
    column->addLayout(grid);
    column->addWidget(problem_);
    column->addStretch(2);

    auto* scroll = new QScrollArea(this);
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(scroll);
    setFocusProxy(quickStart_);
}

} // namespace lightcl
