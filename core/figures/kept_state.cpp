#include "figures/kept_state.h"

#include "figures/task_classes.h"
#include "text/text_list.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lightcl {

std::span<const std::uint8_t> BufferImages::image(std::size_t index) const {
    const auto size = static_cast<std::size_t>(channels * height * width);
    return std::span(pixels).subspan(index * size, size);
}

std::vector<BufferClass> bufferClasses(const RunRecord& run, const KeptState& state) {
    std::map<std::int64_t, std::vector<std::size_t>> images;
    if (state.buffer)
        for (std::size_t index = 0; index < state.buffer->count(); ++index)
            images[state.buffer->labels[index]].push_back(index);
    const auto names = textsIn(run.summary.classNames);
    std::vector<BufferClass> classes;
    const auto add = [&](std::int64_t label, int task) {
        const auto place = static_cast<std::size_t>(label);
        const bool named = label >= 0 && place < names.size();
        classes.push_back({label, named ? names[place] : std::to_string(label), task, std::move(images[label])});
        images.erase(label);
    };
    int task = 0;
    for (const auto& labels : classesOfTasks(run)) {
        if (++task > state.at.task) break;
        for (const auto label : labels) add(label, task);
    }
    while (!images.empty()) add(images.begin()->first, 0);
    return classes;
}

std::string bufferSentence(const std::vector<BufferClass>& classes) {
    std::size_t all = 0;
    std::size_t fewest = 0;
    std::size_t most = 0;
    std::size_t held = 0;
    std::vector<std::string> without;
    for (const auto& each : classes) {
        const auto count = each.images.size();
        all += count;
        if (count == 0) without.push_back(each.name);
        if (count == 0) continue;
        fewest = held == 0 ? count : std::min(fewest, count);
        most = std::max(most, count);
        ++held;
    }
    if (all == 0) return "no images";
    auto text = fmt::format("{} image{} of {} class{}", all, all == 1 ? "" : "s", held, held == 1 ? "" : "es");
    if (held > 1)
        text += fewest == most ? fmt::format(", {} each", most) : fmt::format(", {} to {} each", fewest, most);
    constexpr std::size_t named = 4;
    const auto shown = std::min(named, without.size());
    const std::vector<std::string> first(without.begin(), without.begin() + static_cast<std::ptrdiff_t>(shown));
    if (!first.empty()) text += fmt::format("; none of {}", fmt::join(first, ", "));
    if (without.size() > shown) text += fmt::format(" and {} more", without.size() - shown);
    return text;
}

Table bufferTable(const KeptState& state, const std::vector<BufferClass>& classes) {
    Table table;
    for (const auto* title : {"after_task", "class", "name", "task", "images"}) table.addColumn(title);
    for (const auto& each : classes)
        table.addRow({std::to_string(state.at.task), std::to_string(each.label), each.name,
                      each.task > 0 ? std::to_string(each.task) : std::string(), std::to_string(each.images.size())});
    return table;
}

} // namespace lightcl
