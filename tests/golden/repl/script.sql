# Commands and queries in a file.
.param from 2024
.run by_area
.run by_area from=2023
