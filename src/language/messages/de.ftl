list-separator = {", "}
clause-separator = {"; "}
list-last = {$first} und {$last}
sentence = {$text}.
sentences = {$first} {$second}

kind-cooperation = Zusammenarbeit
kind-support = Unterstützung
kind-hostility = Feindschaft
kind-other = Andere Beziehung

actor-any = Akteur
actor-state = Staat
actor-group = Gruppe
actor-organization = Organisation
actor-person = Person

legend-direction = Richtung
legend-direction-third = Richtung von einem Drittel oder mehr
legend-row-to-column = Von Zeile zu Spalte
legend-contested = Umstritten
legend-contested-third = Umstritten, ein Drittel oder mehr
legend-uncited = Ohne Quelle
legend-both-signs = Beide Vorzeichen
legend-both-signs-third = Beide Vorzeichen, je ein Drittel oder mehr
legend-bloc = Block von Akteuren
legend-placeholder = Nicht angegeben
legend-size = Größe: Beziehungen
legend-size-by = Größe: {$name}
legend-colour = Farbe
legend-colour-by = Farbe: {$name}
legend-colour-by-paler = Farbe: {$name}, blasser bei Zweifel
legend-marked = Markiert
legend-width = Breite
legend-widths-sources = {$values} { $count ->
    [one] Quelle
   *[other] Quellen
  }
legend-widths-claims = {$values} { $count ->
    [one] Aussage
   *[other] Aussagen
  }
legend-widths-relations = {$values} { $count ->
    [one] Beziehung
   *[other] Beziehungen
  }
legend-widths-weight = Gewicht {$values}

name-camp = Lager
name-community = Gemeinschaft
name-kind = Art
name-organization = Organisation
name-members = Mitglieder
name-group = Gruppe
name-friends = Freunde
name-foes = Gegner
name-other-ties = andere Beziehungen
name-degree = Grad
name-betweenness = Zwischenzentralität
name-closeness = Nähe
name-eigenvector = Eigenvektor
name-does-not-fit = passt nicht
name-estimated = {$name} (geschätzt)

count-actors = { $count ->
    [one] {$count} Akteur
   *[other] {$count} Akteure
  }
count-actors-of = { $count ->
    [one] {$shown} von {$count} Akteur
   *[other] {$shown} von {$count} Akteuren
  }
count-relations = { $count ->
    [one] {$count} Beziehung
   *[other] {$count} Beziehungen
  }
count-relations-of = { $count ->
    [one] {$shown} von {$count} Beziehung
   *[other] {$shown} von {$count} Beziehungen
  }
count-claims = { $count ->
    [one] {$count} Aussage
   *[other] {$count} Aussagen
  }
count-ties-of = { $count ->
    [one] {$shown} von {$count} Verbindung
   *[other] {$shown} von {$count} Verbindungen
  }
count-names-of = { $count ->
    [one] {$shown} von {$count} Namen
   *[other] {$shown} von {$count} Namen
  }
count-types-of = { $count ->
    [one] Arten auf {$shown} von {$count} Linie
   *[other] Arten auf {$shown} von {$count} Linien
  }
count-notes-of = { $count ->
    [one] {$shown} von {$count} Textnotiz
   *[other] {$shown} von {$count} Textnotizen
  }
count-cited = {$count} belegt
count-contested = {$count} umstritten
count-blocs = { $count ->
    [one] {$count} Block
   *[other] {$count} Blöcke
  }
count-actors-in-blocs = { $count ->
    [one] {$count} Akteur
   *[other] {$count} Akteuren
  }
count-single-actors = { $count ->
    [one] {$count} einzelner Akteur
   *[other] {$count} einzelne Akteure
  }
count-more-actors = { $count ->
    [one] {$count} weiterer Akteur
   *[other] {$count} weitere Akteure
  }
count-more-outlets = { $count ->
    [one] {$count} weiteres Medium
   *[other] {$count} weitere Medien
  }
count-more-sources = { $count ->
    [one] {$count} weitere Quelle
   *[other] {$count} weitere Quellen
  }
count-more-coders = { $count ->
    [one] {$count} weiterer Codierer
   *[other] {$count} weitere Codierer
  }
count-more-relations = { $count ->
    [one] {$count} weitere Beziehung
   *[other] {$count} weitere Beziehungen
  }

caption-and-more-sources = { $count ->
    [one] und {$count} weitere Quelle
   *[other] und {$count} weitere Quellen
  }
caption-shown = gezeigt: {$what}
caption-sources-left-out = { $count ->
    [one] {$count} Quelle nicht aufgeführt
   *[other] {$count} Quellen nicht aufgeführt
  }
caption-legend-left-out = { $count ->
    [one] {$count} Eintrag der Legende weggelassen
   *[other] {$count} Einträge der Legende weggelassen
  }
caption-lines-beneath = { $count ->
    [one] {$count} Linie verläuft unter anderen Akteuren
   *[other] {$count} Linien verlaufen unter anderen Akteuren
  }
caption-blocs = {$blocs} aus {$actors}
caption-blocs-by = {$blocs} aus {$actors} nach {$name}
caption-relations-inside = { $count ->
    [one] {$count} Beziehung innerhalb von Blöcken ist nicht gezeichnet
   *[other] {$count} Beziehungen innerhalb von Blöcken sind nicht gezeichnet
  }
caption-strongest-ties = {$shown} von {$all} Verbindungen zwischen Blöcken gezeigt: die stärksten
caption-outlines = Umrisse nach {$name}: {$count}
caption-outlines-unnamed = {$count} davon ohne Namen
caption-outlines-left-out = {$outlines}, und {$count} weggelassen, die andere Akteure enthielten
caption-no-outlines = keine Umrisse nach {$name}: {$reason}
caption-no-outlines-matrix = keine Umrisse nach {$name} in einer Matrix
caption-no-outlines-blocs = Akteure sind als Blöcke gezeichnet
caption-no-outlines-groups = von keiner Gruppe sind zwei Akteure zu sehen
caption-no-outlines-size = es sind zu viele Akteure und Verbindungen
caption-all = Alles
caption-hidden = Ausgeblendet: {$what}
caption-nothing-hidden = Nichts ausgeblendet
caption-undated-kept = { $count ->
    [one] {$count} ohne Datum bleibt
   *[other] {$count} ohne Datum bleiben
  }
caption-rules = {$counts} ({$rules})
figure-empty = Das Netz hat noch keine Akteure
figure-all-hidden = Die Filter blenden alle Akteure aus
figure-as-of = Stand: {$date}
story-step = Schritt {$count}

filter-focus = nur {$name} und Nachbarn
filter-no-actors = keine Akteure
filter-only = nur {$names}
filter-what-if = angenommen, {$names} wechselt das Vorzeichen
filter-without = ohne {$names}
filter-cooperation = Zusammenarbeit
filter-support = Unterstützung
filter-hostility = Feindschaft
filter-other = andere Beziehungen
filter-assertions = Behauptungen
filter-denials = Dementis
filter-disputes = Einwände
filter-retractions = Rücknahmen
filter-without-coder = Aussagen ohne Codierer
filter-coder = Aussagen, codiert von {$name}
filter-undated = Beziehungen ohne Datum
filter-only-relations = nur {$which} Beziehungen
filter-cited = belegte
filter-uncited = unbelegte
filter-contested = umstrittene
filter-uncontested = unumstrittene
filter-least-sources = { $count ->
    [one] mindestens {$count} unabhängige Quelle
   *[other] mindestens {$count} unabhängige Quellen
  }
filter-graded = nur {$what}
filter-graded-or-not = nur {$what} oder ohne Bewertung
filter-graded-sources = Quellen mit der Bewertung {$grade} oder besser
filter-graded-claims = Aussagen mit der Bewertung {$grade} oder besser

rule-tie-sources = { $count ->
    [one] Verbindungen mit mindestens {$count} unabhängigen Quelle
   *[other] Verbindungen mit mindestens {$count} unabhängigen Quellen
  }
rule-tie-claims = { $count ->
    [one] Verbindungen mit mindestens {$count} Aussage
   *[other] Verbindungen mit mindestens {$count} Aussagen
  }
rule-weight = Verbindungen vom Gewicht {$value} oder mehr
rule-backbone = Rückgrat
rule-backbone-alpha = Rückgrat bei Alpha {$value}
rule-backbone-part = {$value} für {$part}
rule-core = {$count}-Kern
rule-top = die ersten {$count} nach {$measure}
rule-near = { $count ->
    [one] höchstens {$count} Schritt von {$names}
   *[other] höchstens {$count} Schritte von {$names}
  }
rule-near-nobody = { $count ->
    [one] höchstens {$count} Schritt von keinem Akteur
   *[other] höchstens {$count} Schritte von keinem Akteur
  }
rule-giant = größte Komponente
rule-not-applied = {$rules}: noch nicht angewandt

months = Januar, Februar, März, April, Mai, Juni, Juli, August, September, Oktober, November, Dezember
months-of-day = { months }
seasons = Frühling, Sommer, Herbst, Winter
date-year = {$year}
date-year-bc = {$year} v. Chr.
date-decade = {$year}er Jahre
date-some-year = ein Jahr von {$from} bis {$to}
date-month = {$month} {$year}
date-season = {$season} {$year}
date-day = {$day}. {$month} {$year}
date-first-day = {$day}. {$month} {$year}
date-day-of-year = {$day}. {$month}
date-some-month = ein Monat {$year}
date-some-day = ein Tag, {$when}
date-about = etwa {$date}
date-about-day = um den {$date}
date-uncertain = {$date} (unsicher)
date-range = {$from} bis {$to}
date-range-days = vom {$from} bis zum {$to}
date-since = seit {$date}
date-since-day = seit dem {$date}
date-until = bis {$date}
date-until-day = bis zum {$date}
date-unknown-end = von {$date} bis zu einem unbekannten Ende
date-unknown-start = von einem unbekannten Anfang bis {$date}
span-any = jederzeit
span-as-of = Stand: {$date}
span-since = seit {$date}
span-since-day = seit dem {$date}
span-until = bis {$date}
span-until-day = bis zum {$date}
span-range = von {$from} bis {$to}
span-range-days = vom {$from} bis zum {$to}

described-aliases = auch {$names} genannt
described-network = Ein Netzwerk:
described-placeholder = in der Datei nicht angegeben
described-cooperation-directed = Zusammenarbeit von {$first} mit {$second}
described-cooperation = Zusammenarbeit von {$first} und {$second}
described-support-directed = Unterstützung von {$first} für {$second}
described-support = Gegenseitige Unterstützung von {$first} und {$second}
described-hostility-directed = Feindschaft von {$first} gegen {$second}
described-hostility = Feindschaft zwischen {$first} und {$second}
described-other-directed = Andere Beziehung von {$first} zu {$second}
described-other = Andere Beziehung zwischen {$first} und {$second}
described-itself = {$name} mit sich selbst
described-kind = {$kind} ({$count})
described-pair = {$names}: {$what}
described-bloc = { $count ->
    [one] Block aus {$count} Akteur
   *[other] Block aus {$count} Akteuren
  }
described-uncited = ohne Quelle

page-network = Netz
page-card = Karte
page-close = Schließen
page-picture = Bild
page-find = Akteur suchen
page-no-such-actor = Kein solcher Akteur im Bild
page-show = Zeigen
page-fit = Einpassen
page-zoom-in = Vergrößern
page-zoom-out = Verkleinern
page-relations = Beziehungen
page-actors = Akteure
page-sources = Quellen
page-by = {$kind} durch {$name}
page-contested = umstritten
page-denies = Bestreitet:
page-disputes = Zweifelt an:
page-retracts = Nimmt zurück:
page-according-to = laut {$name}
page-no-source = ohne Quelle
page-lines = { $count ->
    [one] {$count} Linie im Bild
   *[other] {$count} Linien im Bild
  }
page-previous-step = Vorheriger Schritt
page-next-step = Nächster Schritt

quoted = „{$text}“
citation-title = „{$text}“
citation-others = u. a.
citation-editors = (Hg.)
