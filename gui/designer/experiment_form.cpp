#include "designer/experiment_form.h"

#include "base/error.h"
#include "spec/spec_file.h"
#include "widgets/section.h"

#include <QEvent>
#include <QFormLayout>
#include <iterator>

namespace lightcl {

ExperimentForm::ExperimentForm(QWidget* parent)
    : QWidget(parent), name_(new QLineEdit(this)), seeds_(new QLineEdit(this)), nameError_(new ErrorLabel(this)),
      seedsError_(new ErrorLabel(this)), methodsError_(new ErrorLabel(this)),
      scenario_(new ParameterForm(catalog().scenarioParameters(), this)), network_(new NetworkForm(this)),
      training_(new ParameterForm(catalog().trainingParameters(), this)), pretraining_(new PretrainingForm(this)),
      methods_(new MethodList(this)), measuring_(new ParameterForm(catalog().measuringParameters(), this)) {
    auto* column = new QVBoxLayout(this);
    column->addWidget(headForm());
    column->addWidget(new Section(tr("Scenario"), scenario_, this));
    column->addWidget(new Section(tr("Network"), network_, this));
    column->addWidget(new Section(tr("Training"), training_, this));
    column->addWidget(new Section(tr("Pretraining"), pretraining_, this));
    auto* methods = new QWidget(this);
    auto* methodColumn = new QVBoxLayout(methods);
    methodColumn->setContentsMargins(0, 0, 0, 0);
    methodColumn->addWidget(methodsError_);
    methodColumn->addWidget(methods_);
    column->addWidget(new Section(tr("Methods"), methods, this));
    auto* measuring = new Section(tr("Measuring"), measuring_, this);
    measuring->setOpen(false);
    column->addWidget(measuring);
    column->addStretch(1);

    const auto follow = [this](auto* form) {
        using Form = std::remove_pointer_t<decltype(form)>;
        connect(form, &Form::changed, this, &ExperimentForm::changed);
        connect(form, &Form::focused, this, &ExperimentForm::focused);
    };
    follow(scenario_);
    follow(network_);
    follow(training_);
    follow(pretraining_);
    follow(methods_);
    follow(measuring_);
    connect(scenario_, &ParameterForm::changed, this, &ExperimentForm::followTaskSizes);
    connect(name_, &QLineEdit::textChanged, this, &ExperimentForm::changed);
    connect(seeds_, &QLineEdit::textChanged, this, &ExperimentForm::changed);
}

QWidget* ExperimentForm::headForm() {
    auto* head = new QWidget(this);
    auto* form = new QFormLayout(head);
    form->setContentsMargins(18, 0, 0, 0);
    const auto add = [&](const QString& title, QLineEdit* line, ErrorLabel* error, const QString& help) {
        auto* cell = new QWidget(head);
        auto* column = new QVBoxLayout(cell);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(2);
        column->addWidget(line);
        column->addWidget(error);
        auto* label = new QLabel(title, head);
        label->setMinimumWidth(130);
        label->setBuddy(line);
        label->setToolTip(help);
        line->setToolTip(help);
        line->setAccessibleName(QString(title).remove(QLatin1Char('&')));
        line->installEventFilter(this);
        form->addRow(label, cell);
    };
    add(tr("&Name"), name_, nameError_, tr("What the runs are called"));
    add(tr("S&eeds"), seeds_, seedsError_, tr("Each method is trained once with every seed: 0, 1, 2"));
    name_->setText(tr("experiment"));
    seeds_->setText(QStringLiteral("0"));
    return head;
}

bool ExperimentForm::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn) emit focused(qobject_cast<QWidget*>(watched)->toolTip());
    return QWidget::eventFilter(watched, event);
}

/// Sizes of tasks say how many there are.
void ExperimentForm::followTaskSizes() {
    ParameterEditor* sizes = scenario_->editor("task_sizes");
    ParameterEditor* tasks = scenario_->editor("tasks");
    if (sizes == nullptr || tasks == nullptr) return;
    const auto value = sizes->isVisibleTo(scenario_) ? sizes->valueNow() : std::nullopt;
    const auto* list = value ? std::get_if<std::vector<std::int64_t>>(&*value) : nullptr;
    const bool listed = list != nullptr && !list->empty();
    if (listed) tasks->setValue(Value(std::int64_t{std::ssize(*list)}));
    scenario_->setHidden("tasks", listed);
}

std::optional<ExperimentSpec> ExperimentForm::read() {
    clearErrors();
    const auto seeds = parseIntegers(seeds_->text());
    if (!seeds) seedsError_->showMessage(tr("expected integers of at least 0, such as 0, 1, 2"));
    const auto scenario = scenario_->parameters();
    const auto network = network_->parameters();
    const auto training = training_->parameters();
    const auto measuring = measuring_->parameters();
    const auto methods = methods_->methods();
    const auto pretraining = pretraining_->parameters();
    if (!seeds || !scenario || !network || !training || !measuring || !methods || !pretraining) return std::nullopt;
    return ExperimentSpec{name_->text().toStdString(),
                          *seeds,
                          *scenario,
                          *network,
                          *training,
                          *measuring,
                          *methods,
                          *pretraining,
                          selection_};
}

std::optional<ExperimentSpec> ExperimentForm::experiment(QString* problem) {
    const auto typed = read();
    if (!typed) {
        if (problem != nullptr) *problem = tr("Some fields need another value; they say which.");
        return std::nullopt;
    }
    try {
        return checkedExperiment(*typed);
    } catch (const InputError& error) {
        showProblem(error);
        if (problem != nullptr) *problem = QString::fromUtf8(error.what());
        return std::nullopt;
    }
}

void ExperimentForm::setExperiment(const ExperimentSpec& experiment) {
    const QSignalBlocker blocker(this);
    name_->setText(QString::fromStdString(experiment.name));
    seeds_->setText(integersText(experiment.seeds));
    scenario_->setParameters(experiment.scenario);
    followTaskSizes();
    network_->setParameters(experiment.network);
    training_->setParameters(experiment.training);
    measuring_->setParameters(experiment.measuring);
    pretraining_->setParameters(experiment.pretraining);
    methods_->setMethods(experiment.methods);
    selection_ = experiment.selection;
}

void ExperimentForm::clearErrors() {
    for (ErrorLabel* label : {nameError_, seedsError_, methodsError_}) label->showMessage({});
    for (ParameterForm* form : {scenario_, training_, measuring_}) form->clearErrors();
    network_->clearErrors();
    pretraining_->clearErrors();
    methods_->clearErrors();
}

void ExperimentForm::showProblem(const InputError& error) {
    const InputPlace& place = error.place();
    const QString text = QString::fromStdString(error.complaint());
    if (place.section == "scenario") scenario_->showError(place.key, text);
    if (place.section == "network") network_->showError(place.key, text);
    if (place.section == "training") training_->showError(place.key, text);
    if (place.section == "pretraining") pretraining_->showError(place.key, text);
    if (place.section == "measuring") measuring_->showError(place.key, text);
    if (place.section.empty() && place.key == "name") nameError_->showMessage(text);
    if (place.section.empty() && place.key == "seeds") seedsError_->showMessage(text);
    if (place.section != "method") return;
    if (place.ownerIndex)
        methods_->cards()[*place.ownerIndex]->showError(place.key, text);
    else
        methodsError_->showMessage(text);
}

} // namespace lightcl
