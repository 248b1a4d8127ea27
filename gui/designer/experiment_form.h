#pragma once

#include "base/error.h"
#include "designer/method_list.h"
#include "designer/network_form.h"
#include "designer/pretraining_form.h"

#include <QLineEdit>

namespace lightcl {

/// The forms of a whole experiment, made from the catalog.
class ExperimentForm : public QWidget {
    Q_OBJECT
public:
    explicit ExperimentForm(QWidget* parent = nullptr);

    /// The experiment that stands in the form, checked; nothing when something is wrong, which the form then shows at
    /// its place (and returns in `problem`).
    std::optional<ExperimentSpec> experiment(QString* problem = nullptr);
    /// What stands in the form, unchecked against each other; nothing when a field has no such value.
    std::optional<ExperimentSpec> draft() { return read(); }
    void setExperiment(const ExperimentSpec& experiment);

    [[nodiscard]] ParameterForm* scenario() const { return scenario_; }
    [[nodiscard]] NetworkForm* network() const { return network_; }
    [[nodiscard]] ParameterForm* training() const { return training_; }
    [[nodiscard]] ParameterForm* measuring() const { return measuring_; }
    [[nodiscard]] PretrainingForm* pretraining() const { return pretraining_; }
    [[nodiscard]] MethodList* methods() const { return methods_; }
    [[nodiscard]] QLineEdit* nameLine() const { return name_; }
    [[nodiscard]] QLineEdit* seedsLine() const { return seeds_; }

signals:
    void changed();
    void focused(const QString& help);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* headForm();
    void followTaskSizes();
    std::optional<ExperimentSpec> read();
    void clearErrors();
    void showProblem(const InputError& error);

    QLineEdit* name_;
    QLineEdit* seeds_;
    ErrorLabel* nameError_;
    ErrorLabel* seedsError_;
    ErrorLabel* methodsError_;
    ParameterForm* scenario_;
    NetworkForm* network_;
    ParameterForm* training_;
    PretrainingForm* pretraining_;
    MethodList* methods_;
    ParameterForm* measuring_;
    Selection selection_; ///< of the experiment that was opened: no field shows it
};

} // namespace lightcl
