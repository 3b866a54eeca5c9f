list-separator = {", "}
clause-separator = {" ; "}
list-last = {$first} et {$last}
sentence = {$text}.
sentences = {$first} {$second}

kind-cooperation = Coopération
kind-support = Soutien
kind-hostility = Hostilité
kind-other = Autre lien

actor-any = Acteur
actor-state = État
actor-group = Groupe
actor-organization = Organisation
actor-person = Personne

legend-direction = Direction
legend-direction-third = Direction d’un tiers ou plus
legend-row-to-column = De la ligne vers la colonne
legend-contested = Contesté
legend-contested-third = Contesté, un tiers ou plus
legend-uncited = Aucune source citée
legend-both-signs = Les deux signes
legend-both-signs-third = Les deux signes, un tiers ou plus chacun
legend-bloc = Bloc d’acteurs
legend-placeholder = Non déclaré
legend-size = Taille : relations
legend-size-by = Taille : {$name}
legend-colour = Couleur
legend-colour-by = Couleur : {$name}
legend-colour-by-paler = Couleur : {$name}, plus pâle en cas de doute
legend-marked = Marqué
legend-width = Épaisseur
legend-widths-sources = {$values} { $count ->
    [one] source
   *[other] sources
  }
legend-widths-claims = {$values} { $count ->
    [one] affirmation
   *[other] affirmations
  }
legend-widths-relations = {$values} { $count ->
    [one] relation
   *[other] relations
  }
legend-widths-weight = Poids {$values}

name-camp = camp
name-community = communauté
name-kind = type
name-organization = organisation
name-members = membres
name-group = groupe
name-friends = amis
name-foes = ennemis
name-other-ties = autres liens
name-degree = degré
name-betweenness = intermédiarité
name-closeness = proximité
name-eigenvector = vecteur propre
name-does-not-fit = ne convient pas
name-estimated = {$name} (estimation)

count-actors = { $count ->
    [one] {$count} acteur
   *[other] {$count} acteurs
  }
count-actors-of = { $count ->
    [one] {$shown} acteur sur {$count}
   *[other] {$shown} acteurs sur {$count}
  }
count-relations = { $count ->
    [one] {$count} relation
   *[other] {$count} relations
  }
count-relations-of = { $count ->
    [one] {$shown} relation sur {$count}
   *[other] {$shown} relations sur {$count}
  }
count-claims = { $count ->
    [one] {$count} affirmation
   *[other] {$count} affirmations
  }
count-ties-of = { $count ->
    [one] {$shown} lien sur {$count}
   *[other] {$shown} liens sur {$count}
  }
count-names-of = { $count ->
    [one] {$shown} nom sur {$count}
   *[other] {$shown} noms sur {$count}
  }
count-types-of = { $count ->
    [one] types sur {$shown} ligne sur {$count}
   *[other] types sur {$shown} lignes sur {$count}
  }
count-notes-of = { $count ->
    [one] {$shown} note sur {$count}
   *[other] {$shown} notes sur {$count}
  }
count-cited = { $count ->
    [one] {$count} citée
   *[other] {$count} citées
  }
count-contested = { $count ->
    [one] {$count} contestée
   *[other] {$count} contestées
  }
count-blocs = { $count ->
    [one] {$count} bloc
   *[other] {$count} blocs
  }
count-actors-in-blocs = { $count ->
    [one] {$count} acteur
   *[other] {$count} acteurs
  }
count-single-actors = { $count ->
    [one] {$count} acteur seul
   *[other] {$count} acteurs seuls
  }
count-more-actors = { $count ->
    [one] {$count} autre acteur
   *[other] {$count} autres acteurs
  }
count-more-outlets = { $count ->
    [one] {$count} autre média
   *[other] {$count} autres médias
  }
count-more-sources = { $count ->
    [one] {$count} autre source
   *[other] {$count} autres sources
  }
count-more-coders = { $count ->
    [one] {$count} autre codeur
   *[other] {$count} autres codeurs
  }
count-more-relations = { $count ->
    [one] {$count} autre relation
   *[other] {$count} autres relations
  }

caption-and-more-sources = { $count ->
    [one] et {$count} autre source
   *[other] et {$count} autres sources
  }
caption-shown = affichage de {$what}
caption-sources-left-out = { $count ->
    [one] {$count} source non indiquée
   *[other] {$count} sources non indiquées
  }
caption-legend-left-out = { $count ->
    [one] {$count} entrée de la légende omise
   *[other] {$count} entrées de la légende omises
  }
caption-lines-beneath = { $count ->
    [one] {$count} ligne passe sous d’autres acteurs
   *[other] {$count} lignes passent sous d’autres acteurs
  }
caption-blocs = {$blocs} pour {$actors}
caption-blocs-by = {$blocs} pour {$actors}, par {$name}
caption-relations-inside = { $count ->
    [one] {$count} relation à l’intérieur des blocs n’est pas dessinée
   *[other] {$count} relations à l’intérieur des blocs ne sont pas dessinées
  }
caption-strongest-ties = {$shown} liens entre blocs affichés sur {$all} : les plus forts
caption-outlines = contours par {$name} : {$count}
caption-outlines-unnamed = {$count} d’entre eux sans nom
caption-outlines-left-out = {$outlines}, et {$count} omis qui contiendraient d’autres acteurs
caption-no-outlines = pas de contours par {$name} : {$reason}
caption-no-outlines-matrix = pas de contours par {$name} dans une matrice
caption-no-outlines-blocs = les acteurs sont dessinés comme des blocs
caption-no-outlines-groups = aucun groupe n’a deux acteurs affichés
caption-no-outlines-size = il y a trop d’acteurs et de liens
caption-all = Tout
caption-hidden = Masqué : {$what}
caption-nothing-hidden = Rien n’est masqué
caption-undated-kept = { $count ->
    [one] {$count} sans date est gardée
   *[other] {$count} sans date sont gardées
  }
caption-rules = {$counts} ({$rules})
figure-empty = Le réseau n’a pas encore d’acteurs
figure-all-hidden = Les filtres masquent tous les acteurs
figure-as-of = Situation : {$date}
story-step = Étape {$count}

filter-focus = seulement {$name} et ses voisins
filter-no-actors = aucun acteur
filter-only = seulement {$names}
filter-what-if = si {$names} changeait de signe
filter-without = sans {$names}
filter-cooperation = coopération
filter-support = soutien
filter-hostility = hostilité
filter-other = autres liens
filter-assertions = assertions
filter-denials = démentis
filter-disputes = contestations
filter-retractions = rétractations
filter-without-coder = affirmations sans codeur
filter-coder = affirmations codées par {$name}
filter-undated = relations sans date
filter-only-relations = seulement les relations {$which}
filter-cited = citées
filter-uncited = non citées
filter-contested = contestées
filter-uncontested = non contestées
filter-least-sources = { $count ->
    [one] au moins {$count} source indépendante
   *[other] au moins {$count} sources indépendantes
  }
filter-graded = seulement {$what}
filter-graded-or-not = seulement {$what}, ou sans note
filter-graded-sources = les sources notées {$grade} ou mieux
filter-graded-claims = les affirmations notées {$grade} ou mieux

rule-tie-sources = { $count ->
    [one] liens avec au moins {$count} source indépendante
   *[other] liens avec au moins {$count} sources indépendantes
  }
rule-tie-claims = { $count ->
    [one] liens avec au moins {$count} affirmation
   *[other] liens avec au moins {$count} affirmations
  }
rule-weight = liens de poids {$value} ou plus
rule-backbone = ossature
rule-backbone-alpha = ossature pour alpha {$value}
rule-backbone-part = {$value} pour {$part}
rule-core = {$count}-cœur
rule-top = les {$count} premiers par {$measure}
rule-near = { $count ->
    [one] à {$count} pas de {$names}
   *[other] à {$count} pas au plus de {$names}
  }
rule-near-nobody = { $count ->
    [one] à {$count} pas d’aucun acteur
   *[other] à {$count} pas d’aucun acteur
  }
rule-giant = composante géante
rule-not-applied = {$rules} : pas encore appliqué

months = janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre, novembre, décembre
months-of-day = { months }
seasons = printemps, été, automne, hiver
date-year = {$year}
date-year-bc = {$year} av. J.-C.
date-decade = les années {$year}
date-some-year = une année entre {$from} et {$to}
date-month = {$month} {$year}
date-season = {$season} {$year}
date-day = {$day} {$month} {$year}
date-first-day = {$day}er {$month} {$year}
date-day-of-year = { $day ->
    [1] {$day}er {$month}
   *[other] {$day} {$month}
  }
date-some-month = un mois de {$year}
date-some-day = un jour de {$when}
date-about = vers {$date}
date-about-day = vers le {$date}
date-uncertain = {$date} (incertain)
date-range = {$from} à {$to}
date-range-days = du {$from} au {$to}
date-since = depuis {$date}
date-since-day = depuis le {$date}
date-until = jusqu’à {$date}
date-until-day = jusqu’au {$date}
date-unknown-end = de {$date} à une fin inconnue
date-unknown-start = d’un début inconnu à {$date}
span-any = à tout moment
span-as-of = situation : {$date}
span-since = depuis {$date}
span-since-day = depuis le {$date}
span-until = jusqu’à {$date}
span-until-day = jusqu’au {$date}
span-range = de {$from} à {$to}
span-range-days = du {$from} au {$to}

described-aliases = aussi appelé {$names}
described-network = Un réseau :
described-placeholder = non déclaré dans le fichier
described-cooperation-directed = Coopération de {$first} avec {$second}
described-cooperation = Coopération entre {$first} et {$second}
described-support-directed = Soutien de {$first} à {$second}
described-support = Soutien mutuel entre {$first} et {$second}
described-hostility-directed = Hostilité de {$first} envers {$second}
described-hostility = Hostilité entre {$first} et {$second}
described-other-directed = Autre lien de {$first} à {$second}
described-other = Autre lien entre {$first} et {$second}
described-itself = {$name} avec soi-même
described-kind = {$kind} ({$count})
described-pair = {$names} : {$what}
described-bloc = { $count ->
    [one] bloc de {$count} acteur
   *[other] bloc de {$count} acteurs
  }
described-uncited = sans source

page-network = Réseau
page-card = Fiche
page-close = Fermer
page-picture = Image
page-find = Chercher un acteur
page-no-such-actor = Aucun acteur de ce nom dans l’image
page-show = Afficher
page-fit = Ajuster
page-zoom-in = Agrandir
page-zoom-out = Réduire
page-relations = Relations
page-actors = Acteurs
page-sources = Sources
page-by = {$kind} de {$name}
page-contested = contestée
page-denies = Dément :
page-disputes = Conteste :
page-retracts = Se rétracte :
page-according-to = selon {$name}
page-no-source = aucune source
page-lines = { $count ->
    [one] {$count} ligne dans l’image
   *[other] {$count} lignes dans l’image
  }
page-previous-step = Étape précédente
page-next-step = Étape suivante

quoted = « {$text} »
citation-title = « {$text} »
citation-others = et al.
citation-editors = (dir.)
