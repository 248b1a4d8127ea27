#include "app/named_layout.h"

#include <QCoreApplication>

namespace lightcl {

namespace {

struct LayoutWords {
    Q_DECLARE_TR_FUNCTIONS(lightcl::LayoutWords)
};

std::vector<NamedLayout> makeNamedLayouts() {
    const auto name = [](const char* text) { return QString::fromLatin1(text); };
    NamedLayout explore{.name = name("explore"),
                        .title = LayoutWords::tr("&Explore"),
                        .help = LayoutWords::tr("One run in detail: its layers large, its course and memory below"),
                        .places = {},
                        .front = {name("curves"), name("runs"), name("heatmap")}};
    NamedLayout compare{.name = name("compare"),
                        .title = LayoutWords::tr("&Compare"),
                        .help = LayoutWords::tr("Methods beside each other: the overview, their curves, their memory"),
                        .places = {},
                        .front = {name("curves"), name("runs"), name("overview")},
                        .left = 0.3,
                        .upper = 0.45,
                        .below = 0.2};
    NamedLayout watch{.name = name("watch"),
                      .title = LayoutWords::tr("&Watch"),
                      .help = LayoutWords::tr("What trains: the queue, the curves as they grow, memory and layers"),
                      .places = {{name("curves"), DockPlace::UpperRight},
                                 {name("heatmap"), DockPlace::LowerRight},
                                 {name("overview"), DockPlace::UpperRight}},
                      .front = {name("runs"), name("queue"), name("memory"), name("curves")},
                      .left = 0.35,
                      .upper = 0.5,
                      .below = 0.5};
    return {std::move(explore), std::move(compare), std::move(watch)};
}

} // namespace

const std::vector<NamedLayout>& namedLayouts() {
    static const std::vector<NamedLayout> layouts = makeNamedLayouts();
    return layouts;
}

} // namespace lightcl
