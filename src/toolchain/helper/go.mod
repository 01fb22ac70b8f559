module gantry.invalid/helper

go 1.22
