Creator "nobody"
graph [
  directed 1
  label "Ports and pirates"
  node [ id 1 label "Alba &amp; Isles" graphics [ x 1.5 y 2.5 fill "#ff0010" ] ]
  node [ id 2 label "Borea" ]
  node [ id 3 label "Cadia" ]
  node [ id 4 label "Doria" ]
  edge [ source 1 target 2 weight -1.5 ]
  edge [ source 2 target 3 weight 2 ]
  edge [ source 3 target 4 weight 1 ]
]
