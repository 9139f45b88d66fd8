"""One case → the fourteen parts of its workbook and the pages of its contacts and versions."""
