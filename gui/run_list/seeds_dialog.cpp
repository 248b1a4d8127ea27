#include "run_list/seeds_dialog.h"

#include "base/error.h"
#include "widgets/error_label.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace lightcl {

namespace {

constexpr int kMostSeeds = 100;
constexpr std::size_t kMostLines = 8;

/// "seed 6", "seeds 6, 7, 8", "seeds 6, 7, 8, … 25".
QString seedsText(const RunSeeds& seeds) {
    constexpr std::size_t most = 8;
    QStringList numbers;
    for (std::size_t at = 0; at < std::min(seeds.size(), most); ++at) numbers << QString::number(seeds[at]);
    if (seeds.size() > most) numbers << QStringLiteral("… %1").arg(seeds.back());
    return (seeds.size() == 1 ? SeedsDialog::tr("seed %1") : SeedsDialog::tr("seeds %1"))
        .arg(numbers.join(QStringLiteral(", ")));
}

} // namespace

SeedsDialog::SeedsDialog(Plan plan, Queue queue, int count, const QString& note, QWidget* parent)
    : QDialog(parent), plan_(std::move(plan)), queue_(std::move(queue)), count_(new QSpinBox(this)),
      wishes_(new QLabel(this)), problem_(new ErrorLabel(this)), add_(new QPushButton(tr("&Add"), this)),
      addAndStart_(new QPushButton(tr("Add and &start"), this)) {
    setWindowTitle(tr("Add seeds"));
    setAttribute(Qt::WA_DeleteOnClose);
    count_->setRange(1, kMostSeeds);
    count_->setValue(count);
    count_->setAccessibleName(tr("How many more seeds"));
    count_->setToolTip(tr("Runs of the same spec with the next seeds that it was not trained with"));
    wishes_->setWordWrap(true);
    wishes_->setTextFormat(Qt::PlainText);
    wishes_->setAccessibleName(tr("What is added"));
    add_->setToolTip(tr("Queue these runs"));
    addAndStart_->setToolTip(tr("Queue these runs and train them as soon as cores are free"));
    auto* form = new QFormLayout;
    form->addRow(tr("&More seeds"), count_);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Cancel)->setToolTip(tr("Queue nothing"));
    buttons->addButton(add_, QDialogButtonBox::AcceptRole);
    buttons->addButton(addAndStart_, QDialogButtonBox::AcceptRole);
    addAndStart_->setDefault(true);
    auto* column = new QVBoxLayout(this);
    column->addLayout(form);
    column->addWidget(wishes_);
    if (!note.isEmpty()) {
        auto* left = new QLabel(note, this);
        left->setWordWrap(true);
        left->setTextFormat(Qt::PlainText);
        column->addWidget(left);
    }
    column->addWidget(problem_);
    column->addStretch(1);
    column->addWidget(buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 60);
    connect(count_, &QSpinBox::valueChanged, this, &SeedsDialog::showPlan);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(add_, &QPushButton::clicked, this, [this] { finish(false); });
    connect(addAndStart_, &QPushButton::clicked, this, [this] { finish(true); });
    showPlan();
}

void SeedsDialog::showPlan() {
    const auto wishes = plan_(count_->value());
    QStringList lines;
    std::size_t runs = 0;
    for (const SeedWish& wish : wishes) {
        runs += wish.seeds.size();
        if (wish.seeds.empty()) continue;
        if (static_cast<std::size_t>(lines.size()) < kMostLines)
            lines << tr("%1: %2").arg(wish.label, seedsText(wish.seeds));
    }
    if (wishes.size() > kMostLines) lines << tr("… and %1 more settings").arg(wishes.size() - kMostLines);
    lines << (runs == 1 ? tr("One run in all.") : tr("%1 runs in all.").arg(runs));
    wishes_->setText(lines.join(QLatin1Char('\n')));
    problem_->showMessage({});
}

void SeedsDialog::finish(bool start) {
    try {
        queue_(plan_(count_->value()), start);
        accept();
    } catch (const Error& error) {
        problem_->showMessage(QString::fromUtf8(error.what()));
    }
}

} // namespace lightcl
