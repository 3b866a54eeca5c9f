# The own texts of figures and exported pages. Other languages have the same keys; a test
# compares them. `$count` is a number and decides the plural form.

list-separator = {", "}
clause-separator = {"; "}
list-last = {$first} and {$last}
sentence = {$text}.
sentences = {$first} {$second}

kind-cooperation = Cooperation
kind-support = Support
kind-hostility = Hostility
kind-other = Other tie

actor-any = Actor
actor-state = State
actor-group = Group
actor-organization = Organization
actor-person = Person

legend-direction = Direction
legend-direction-third = Direction of a third or more
legend-row-to-column = From row to column
legend-contested = Contested
legend-contested-third = Contested, a third or more
legend-uncited = No source cited
legend-both-signs = Both signs
legend-both-signs-third = Both signs, each a third or more
legend-bloc = Bloc of actors
legend-placeholder = Not declared
legend-size = Size: relations
legend-size-by = Size: {$name}
legend-colour = Colour
legend-colour-by = Colour: {$name}
legend-colour-by-paler = Colour: {$name}, paler if in doubt
legend-marked = Marked
legend-width = Width
legend-widths-sources = {$values} { $count ->
    [one] source
   *[other] sources
  }
legend-widths-claims = {$values} { $count ->
    [one] claim
   *[other] claims
  }
legend-widths-relations = {$values} { $count ->
    [one] relation
   *[other] relations
  }
legend-widths-weight = Weight {$values}

name-camp = camp
name-community = community
name-kind = kind
name-organization = organization
name-members = members
name-group = group
name-friends = friends
name-foes = foes
name-other-ties = other ties
name-degree = degree
name-betweenness = betweenness
name-closeness = closeness
name-eigenvector = eigenvector
name-does-not-fit = does not fit
name-estimated = {$name} (estimated)

count-actors = { $count ->
    [one] {$count} actor
   *[other] {$count} actors
  }
count-actors-of = { $count ->
    [one] {$shown} of {$count} actor
   *[other] {$shown} of {$count} actors
  }
count-relations = { $count ->
    [one] {$count} relation
   *[other] {$count} relations
  }
count-relations-of = { $count ->
    [one] {$shown} of {$count} relation
   *[other] {$shown} of {$count} relations
  }
count-claims = { $count ->
    [one] {$count} claim
   *[other] {$count} claims
  }
count-ties-of = { $count ->
    [one] {$shown} of {$count} tie
   *[other] {$shown} of {$count} ties
  }
count-names-of = { $count ->
    [one] {$shown} of {$count} name
   *[other] {$shown} of {$count} names
  }
count-types-of = { $count ->
    [one] types on {$shown} of {$count} line
   *[other] types on {$shown} of {$count} lines
  }
count-notes-of = { $count ->
    [one] {$shown} of {$count} text note
   *[other] {$shown} of {$count} text notes
  }
count-cited = {$count} cited
count-contested = {$count} contested
count-blocs = { $count ->
    [one] {$count} bloc
   *[other] {$count} blocs
  }
count-actors-in-blocs = { $count ->
    [one] {$count} actor
   *[other] {$count} actors
  }
count-single-actors = { $count ->
    [one] {$count} single actor
   *[other] {$count} single actors
  }
count-more-actors = { $count ->
    [one] {$count} more actor
   *[other] {$count} more actors
  }
count-more-outlets = { $count ->
    [one] {$count} more outlet
   *[other] {$count} more outlets
  }
count-more-sources = { $count ->
    [one] {$count} more source
   *[other] {$count} more sources
  }
count-more-coders = { $count ->
    [one] {$count} more coder
   *[other] {$count} more coders
  }
count-more-relations = { $count ->
    [one] {$count} more relation
   *[other] {$count} more relations
  }

caption-and-more-sources = { $count ->
    [one] and {$count} more source
   *[other] and {$count} more sources
  }
caption-shown = {$what} shown
caption-sources-left-out = { $count ->
    [one] {$count} source not listed
   *[other] {$count} sources not listed
  }
caption-legend-left-out = { $count ->
    [one] {$count} entry of the legend left out
   *[other] {$count} entries of the legend left out
  }
caption-lines-beneath = { $count ->
    [one] {$count} line passes beneath other actors
   *[other] {$count} lines pass beneath other actors
  }
caption-blocs = {$blocs} of {$actors}
caption-blocs-by = {$blocs} of {$actors} by {$name}
caption-relations-inside = { $count ->
    [one] {$count} relation inside blocs is not drawn
   *[other] {$count} relations inside blocs are not drawn
  }
caption-strongest-ties = {$shown} of {$all} ties between blocs shown: the strongest
caption-outlines = outlines by {$name}: {$count}
caption-outlines-unnamed = {$count} of them without a name
caption-outlines-left-out = {$outlines}, and {$count} left out that would contain other actors
caption-no-outlines = no outlines by {$name}: {$reason}
caption-no-outlines-matrix = no outlines by {$name} in a matrix
caption-no-outlines-blocs = actors are drawn as blocs
caption-no-outlines-groups = no two actors of a group are shown
caption-no-outlines-size = there are too many actors and ties
caption-all = All
caption-hidden = {$what} hidden
caption-nothing-hidden = Nothing hidden
caption-undated-kept = { $count ->
    [one] {$count} without a date is kept
   *[other] {$count} without a date are kept
  }
caption-rules = {$counts} ({$rules})
figure-empty = The network has no actors yet
figure-all-hidden = The filters hide all actors
figure-as-of = As of {$date}
story-step = Step {$count}

filter-focus = only {$name} and its neighbours
filter-no-actors = no actors
filter-only = only {$names}
filter-what-if = what if {$names} flipped
filter-without = without {$names}
filter-cooperation = cooperation
filter-support = support
filter-hostility = hostility
filter-other = other ties
filter-assertions = assertions
filter-denials = denials
filter-disputes = disputes
filter-retractions = retractions
filter-without-coder = claims without a coder
filter-coder = claims coded by {$name}
filter-undated = undated relations
filter-only-relations = only {$which} relations
filter-cited = cited
filter-uncited = uncited
filter-contested = contested
filter-uncontested = uncontested
filter-least-sources = { $count ->
    [one] at least {$count} independent source
   *[other] at least {$count} independent sources
  }
filter-graded = only {$what}
filter-graded-or-not = only {$what}, or not graded
filter-graded-sources = sources graded {$grade} or better
filter-graded-claims = claims graded {$grade} or better

rule-tie-sources = { $count ->
    [one] ties with at least {$count} independent source
   *[other] ties with at least {$count} independent sources
  }
rule-tie-claims = { $count ->
    [one] ties with at least {$count} claim
   *[other] ties with at least {$count} claims
  }
rule-weight = ties of weight {$value} or more
rule-backbone = backbone
rule-backbone-alpha = backbone at alpha {$value}
rule-backbone-part = {$value} for {$part}
rule-core = {$count}-core
rule-top = top {$count} by {$measure}
rule-near = { $count ->
    [one] within {$count} step of {$names}
   *[other] within {$count} steps of {$names}
  }
rule-near-nobody = { $count ->
    [one] within {$count} step of no actor
   *[other] within {$count} steps of no actor
  }
rule-giant = giant component
rule-not-applied = {$rules}: not yet applied

months = January, February, March, April, May, June, July, August, September, October, November, December
months-of-day = { months }
seasons = spring, summer, autumn, winter
date-year = {$year}
date-year-bc = {$year} BC
date-decade = the {$year}s
date-some-year = some year from {$from} to {$to}
date-month = {$month} {$year}
date-season = {$season} {$year}
date-day = {$day} {$month} {$year}
date-first-day = {$day} {$month} {$year}
date-day-of-year = {$day} {$month}
date-some-month = some month of {$year}
date-some-day = some day of {$when}
date-about = about {$date}
date-about-day = about {$date}
date-uncertain = {$date} (uncertain)
date-range = {$from} to {$to}
date-range-days = {$from} to {$to}
date-since = since {$date}
date-since-day = since {$date}
date-until = until {$date}
date-until-day = until {$date}
date-unknown-end = from {$date} to an unknown end
date-unknown-start = from an unknown start to {$date}
span-any = at any time
span-as-of = as of {$date}
span-since = since {$date}
span-since-day = since {$date}
span-until = until {$date}
span-until-day = until {$date}
span-range = from {$from} to {$to}
span-range-days = from {$from} to {$to}

described-aliases = also called {$names}
described-network = A network:
described-placeholder = not declared in the file
described-cooperation-directed = {$first} cooperating with {$second}
described-cooperation = {$first} and {$second} cooperate
described-support-directed = {$first} supporting {$second}
described-support = {$first} and {$second} support each other
described-hostility-directed = {$first} hostile to {$second}
described-hostility = {$first} and {$second} are hostile
described-other-directed = {$first} tied to {$second}
described-other = {$first} and {$second} are tied
described-itself = {$name} with itself
described-kind = {$kind} ({$count})
described-pair = {$names}: {$what}
described-bloc = { $count ->
    [one] bloc of {$count} actor
   *[other] bloc of {$count} actors
  }
described-uncited = uncited

page-network = Network
page-card = Card
page-close = Close
page-picture = Picture
page-find = Find an actor
page-no-such-actor = No such actor in the picture
page-show = Show
page-fit = Fit
page-zoom-in = Zoom in
page-zoom-out = Zoom out
page-relations = Relations
page-actors = Actors
page-sources = Sources
page-by = {$kind} by {$name}
page-contested = contested
page-denies = Denies:
page-disputes = Disputes:
page-retracts = Retracts:
page-according-to = according to {$name}
page-no-source = no source given
page-lines = { $count ->
    [one] {$count} line in the picture
   *[other] {$count} lines in the picture
  }
page-previous-step = Previous step
page-next-step = Next step

quoted = “{$text}”
citation-title = “{$text}”
citation-others = et al.
citation-editors = { $count ->
    [one] (ed.)
   *[other] (eds.)
  }
