INSERT DATA { <http://e.example/a> <http://e.example/b> 1 }
