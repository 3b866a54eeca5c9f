Creator "me"
Version 1
graph [
 comment "c"
 directed 1
 node [ id 1 label "A &amp; B &eacute;&#246;&#x4e2d; &ndash; x" graphics [ x 1.5 y -2 fill "#ff0000" ] ]
 node [ id 2 label "q &quot;x&quot;" nested [ deep [ a 1 b "t" ] list [ v 1 ] list [ v 2 ] ] ]
 edge [ source 1 target 2 value -1.5 label "war" ]
 edge [ source 2 target 2 weight 1 ]
 edge [ source 2 target 3 ]
]
