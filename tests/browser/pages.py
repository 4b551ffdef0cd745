"""Every page there is, and who may open it."""

FIGURES = ["/", "/wards", "/wards/23563", "/procedures", "/procedures/1.001193", "/kiosks",
           "/compare", "/?from=2020-01-01&to=2020-01-31"]
KEEPING = ["/publishing", "/links", "/officers", "/trail"]
OTHERS = ["/sign-in?change=1", "/wards/99999"]
ALL = FIGURES + KEEPING + OTHERS
