list-separator = {", "}
clause-separator = {"; "}
list-last = {$first} y {$last}
sentence = {$text}.
sentences = {$first} {$second}

kind-cooperation = Cooperación
kind-support = Apoyo
kind-hostility = Hostilidad
kind-other = Otro vínculo

actor-any = Actor
actor-state = Estado
actor-group = Grupo
actor-organization = Organización
actor-person = Persona

legend-direction = Dirección
legend-direction-third = Dirección de un tercio o más
legend-row-to-column = De la fila a la columna
legend-contested = Controvertido
legend-contested-third = Controvertido, un tercio o más
legend-uncited = Sin fuente citada
legend-both-signs = Ambos signos
legend-both-signs-third = Ambos signos, cada uno un tercio o más
legend-bloc = Bloque de actores
legend-placeholder = No declarado
legend-size = Tamaño: relaciones
legend-size-by = Tamaño: {$name}
legend-colour = Color
legend-colour-by = Color: {$name}
legend-colour-by-paler = Color: {$name}, más pálido si hay duda
legend-marked = Marcado
legend-width = Grosor
legend-widths-sources = {$values} { $count ->
    [one] fuente
   *[other] fuentes
  }
legend-widths-claims = {$values} { $count ->
    [one] afirmación
   *[other] afirmaciones
  }
legend-widths-relations = {$values} { $count ->
    [one] relación
   *[other] relaciones
  }
legend-widths-weight = Peso {$values}

name-camp = bando
name-community = comunidad
name-kind = tipo
name-organization = organización
name-members = miembros
name-group = grupo
name-friends = amigos
name-foes = enemigos
name-other-ties = otros vínculos
name-degree = grado
name-betweenness = intermediación
name-closeness = cercanía
name-eigenvector = vector propio
name-does-not-fit = no encaja
name-estimated = {$name} (estimación)

count-actors = { $count ->
    [one] {$count} actor
   *[other] {$count} actores
  }
count-actors-of = { $count ->
    [one] {$shown} de {$count} actor
   *[other] {$shown} de {$count} actores
  }
count-relations = { $count ->
    [one] {$count} relación
   *[other] {$count} relaciones
  }
count-relations-of = { $count ->
    [one] {$shown} de {$count} relación
   *[other] {$shown} de {$count} relaciones
  }
count-claims = { $count ->
    [one] {$count} afirmación
   *[other] {$count} afirmaciones
  }
count-ties-of = { $count ->
    [one] {$shown} de {$count} vínculo
   *[other] {$shown} de {$count} vínculos
  }
count-names-of = { $count ->
    [one] {$shown} de {$count} nombre
   *[other] {$shown} de {$count} nombres
  }
count-types-of = { $count ->
    [one] tipos en {$shown} de {$count} línea
   *[other] tipos en {$shown} de {$count} líneas
  }
count-notes-of = { $count ->
    [one] {$shown} de {$count} nota
   *[other] {$shown} de {$count} notas
  }
count-cited = { $count ->
    [one] {$count} citada
   *[other] {$count} citadas
  }
count-contested = { $count ->
    [one] {$count} controvertida
   *[other] {$count} controvertidas
  }
count-blocs = { $count ->
    [one] {$count} bloque
   *[other] {$count} bloques
  }
count-actors-in-blocs = { $count ->
    [one] {$count} actor
   *[other] {$count} actores
  }
count-single-actors = { $count ->
    [one] {$count} actor suelto
   *[other] {$count} actores sueltos
  }
count-more-actors = { $count ->
    [one] {$count} actor más
   *[other] {$count} actores más
  }
count-more-outlets = { $count ->
    [one] {$count} medio más
   *[other] {$count} medios más
  }
count-more-sources = { $count ->
    [one] {$count} fuente más
   *[other] {$count} fuentes más
  }
count-more-coders = { $count ->
    [one] {$count} codificador más
   *[other] {$count} codificadores más
  }
count-more-relations = { $count ->
    [one] {$count} relación más
   *[other] {$count} relaciones más
  }

caption-and-more-sources = { $count ->
    [one] y {$count} fuente más
   *[other] y {$count} fuentes más
  }
caption-shown = se muestran {$what}
caption-sources-left-out = { $count ->
    [one] {$count} fuente no indicada
   *[other] {$count} fuentes no indicadas
  }
caption-legend-left-out = { $count ->
    [one] se omite {$count} entrada de la leyenda
   *[other] se omiten {$count} entradas de la leyenda
  }
caption-lines-beneath = { $count ->
    [one] {$count} línea pasa por debajo de otros actores
   *[other] {$count} líneas pasan por debajo de otros actores
  }
caption-blocs = {$blocs} de {$actors}
caption-blocs-by = {$blocs} de {$actors} por {$name}
caption-relations-inside = { $count ->
    [one] no se dibuja {$count} relación dentro de los bloques
   *[other] no se dibujan {$count} relaciones dentro de los bloques
  }
caption-strongest-ties = se muestran {$shown} de {$all} vínculos entre bloques: los más fuertes
caption-outlines = contornos por {$name}: {$count}
caption-outlines-unnamed = {$count} de ellos sin nombre
caption-outlines-left-out = {$outlines}, y {$count} omitidos que contendrían a otros actores
caption-no-outlines = sin contornos por {$name}: {$reason}
caption-no-outlines-matrix = sin contornos por {$name} en una matriz
caption-no-outlines-blocs = los actores se dibujan como bloques
caption-no-outlines-groups = no se muestran dos actores de un mismo grupo
caption-no-outlines-size = hay demasiados actores y vínculos
caption-all = Todo
caption-hidden = Se ocultan {$what}
caption-nothing-hidden = No se oculta nada
caption-undated-kept = { $count ->
    [one] se conserva {$count} sin fecha
   *[other] se conservan {$count} sin fecha
  }
caption-rules = {$counts} ({$rules})
figure-empty = La red todavía no tiene actores
figure-all-hidden = Los filtros ocultan a todos los actores
figure-as-of = Situación: {$date}
story-step = Paso {$count}

filter-focus = solo {$name} y sus vecinos
filter-no-actors = ningún actor
filter-only = solo {$names}
filter-what-if = si {$names} cambiara de signo
filter-without = sin {$names}
filter-cooperation = cooperación
filter-support = apoyo
filter-hostility = hostilidad
filter-other = otros vínculos
filter-assertions = aserciones
filter-denials = negaciones
filter-disputes = objeciones
filter-retractions = retractaciones
filter-without-coder = afirmaciones sin codificador
filter-coder = afirmaciones codificadas por {$name}
filter-undated = relaciones sin fecha
filter-only-relations = solo relaciones {$which}
filter-cited = citadas
filter-uncited = no citadas
filter-contested = controvertidas
filter-uncontested = no controvertidas
filter-least-sources = { $count ->
    [one] al menos {$count} fuente independiente
   *[other] al menos {$count} fuentes independientes
  }
filter-graded = solo {$what}
filter-graded-or-not = solo {$what}, o sin calificar
filter-graded-sources = fuentes calificadas con {$grade} o mejor
filter-graded-claims = afirmaciones calificadas con {$grade} o mejor

rule-tie-sources = { $count ->
    [one] vínculos con al menos {$count} fuente independiente
   *[other] vínculos con al menos {$count} fuentes independientes
  }
rule-tie-claims = { $count ->
    [one] vínculos con al menos {$count} afirmación
   *[other] vínculos con al menos {$count} afirmaciones
  }
rule-weight = vínculos de peso {$value} o más
rule-backbone = columna vertebral
rule-backbone-alpha = columna vertebral con alfa {$value}
rule-backbone-part = {$value} para {$part}
rule-core = núcleo {$count}
rule-top = los {$count} primeros por {$measure}
rule-near = { $count ->
    [one] a {$count} paso de {$names}
   *[other] a un máximo de {$count} pasos de {$names}
  }
rule-near-nobody = { $count ->
    [one] a {$count} paso de ningún actor
   *[other] a un máximo de {$count} pasos de ningún actor
  }
rule-giant = componente gigante
rule-not-applied = {$rules}: aún sin aplicar

months = enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, octubre, noviembre, diciembre
months-of-day = { months }
seasons = primavera, verano, otoño, invierno
date-year = {$year}
date-year-bc = {$year} a. C.
date-decade = la década de {$year}
date-some-year = algún año entre {$from} y {$to}
date-month = {$month} de {$year}
date-season = {$season} de {$year}
date-day = {$day} de {$month} de {$year}
date-first-day = {$day} de {$month} de {$year}
date-day-of-year = {$day} de {$month}
date-some-month = algún mes de {$year}
date-some-day = algún día de {$when}
date-about = hacia {$date}
date-about-day = hacia el {$date}
date-uncertain = {$date} (incierto)
date-range = {$from} a {$to}
date-range-days = del {$from} al {$to}
date-since = desde {$date}
date-since-day = desde el {$date}
date-until = hasta {$date}
date-until-day = hasta el {$date}
date-unknown-end = desde {$date} hasta un final desconocido
date-unknown-start = desde un inicio desconocido hasta {$date}
span-any = en cualquier momento
span-as-of = situación: {$date}
span-since = desde {$date}
span-since-day = desde el {$date}
span-until = hasta {$date}
span-until-day = hasta el {$date}
span-range = de {$from} a {$to}
span-range-days = del {$from} al {$to}

described-aliases = también llamado {$names}
described-network = Una red:
described-placeholder = no declarado en el archivo
described-cooperation-directed = Cooperación de {$first} con {$second}
described-cooperation = Cooperación entre {$first} y {$second}
described-support-directed = Apoyo de {$first} a {$second}
described-support = Apoyo mutuo entre {$first} y {$second}
described-hostility-directed = Hostilidad de {$first} hacia {$second}
described-hostility = Hostilidad entre {$first} y {$second}
described-other-directed = Otro vínculo de {$first} con {$second}
described-other = Otro vínculo entre {$first} y {$second}
described-itself = {$name} consigo mismo
described-kind = {$kind} ({$count})
described-pair = {$names}: {$what}
described-bloc = { $count ->
    [one] bloque de {$count} actor
   *[other] bloque de {$count} actores
  }
described-uncited = sin fuente

page-network = Red
page-card = Ficha
page-close = Cerrar
page-picture = Imagen
page-find = Buscar un actor
page-no-such-actor = No hay tal actor en la imagen
page-show = Mostrar
page-fit = Ajustar
page-zoom-in = Ampliar
page-zoom-out = Reducir
page-relations = Relaciones
page-actors = Actores
page-sources = Fuentes
page-by = {$kind} de {$name}
page-contested = controvertida
page-denies = Niega:
page-disputes = Objeta:
page-retracts = Retracta:
page-according-to = según {$name}
page-no-source = sin fuente
page-lines = { $count ->
    [one] {$count} línea en la imagen
   *[other] {$count} líneas en la imagen
  }
page-previous-step = Paso anterior
page-next-step = Paso siguiente

quoted = «{$text}»
citation-title = «{$text}»
citation-others = et al.
citation-editors = { $count ->
    [one] (ed.)
   *[other] (eds.)
  }
