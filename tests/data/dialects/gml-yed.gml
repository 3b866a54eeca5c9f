Creator	"yFiles"
graph
[
	directed	1
	node [ id 0 label "Rome
City" ]
	node [ id 1 label "Carthage" isGroup 1 ]
	node [ id 2 label "Hannibal" gid 1 ]
	edge [ source 0 target 1 label "pays" graphics [ fill "#000000" targetArrow "standard" ] ]
	edge [ source 2 target 0 label "owes" graphics [ fill "#000000" sourceArrow "standard" ] ]
	edge [ source 2 target 1 label "knows" graphics [ fill "#000000" ] ]
]
