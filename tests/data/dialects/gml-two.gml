graph [ directed 1 label "first" node [ id 1 ] node [ id 2 ] edge [ source 1 target 2 ] ]
graph [ directed 1 label "second" node [ id 1 ] node [ id 3 ] edge [ source 1 target 3 ] ]
